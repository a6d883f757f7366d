namespace ArkForge.Sandbox.Optimization.Internal;

internal readonly record struct SentimentPoint(string Asset, DateTimeOffset Timestamp, double Score, double Confidence);

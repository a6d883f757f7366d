using System.Globalization;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>
/// mu_i += weight * 0.1 * sigma_i * s_i, where s_i is the confidence-weighted mean score of the asset over the timeframe that ends
/// with the newest point, and negative scores count half with optimisticBias.
/// </summary>
internal static class SentimentTilt
{
    private const double Strength = 0.1;

    private static readonly string[] Required = ["asset", "timestamp", "score"];

    public static IReadOnlyList<SentimentPoint> Read(JsonFields fields, FaultList faults) =>
        fields.Objects("historicalSentiment")?.Select(point => ReadPoint(point, faults)).OfType<SentimentPoint>().ToArray() ?? [];

    /// <summary>What is added to each mean; all zero where sentiment has no say.</summary>
    public static double[] Of(OptimizeRequest request, IReadOnlyList<string> symbols, double[] volatilities)
    {
        var tilt = new double[symbols.Count];
        if (request.IgnoreSentiment || request.SentimentWeight == 0 || request.Sentiment.Count == 0)
            return tilt;
        var oldest = request.Sentiment.Max(point => point.Timestamp).AddHours(-request.SentimentHours);
        for (var i = 0; i < tilt.Length; i++)
        {
            var points = request.Sentiment.Where(point => point.Asset == symbols[i] && point.Timestamp >= oldest).ToArray();
            var confidence = points.Sum(point => point.Confidence);
            if (confidence > 0)
                tilt[i] = request.SentimentWeight * Strength * volatilities[i] * points.Sum(point => Score(point, request)) / confidence;
        }

        return tilt;
    }

    private static double Score(SentimentPoint point, OptimizeRequest request) =>
        point.Confidence * (request.OptimisticBias && point.Score < 0 ? point.Score / 2 : point.Score);

    private static SentimentPoint? ReadPoint(JsonFields point, FaultList faults)
    {
        foreach (var name in Required.Where(name => !point.Has(name)))
            faults.Add(point.Path(name), "is required");
        var asset = Symbols.Normalize(point.Text("asset"));
        var (timestamp, score) = (point.Timestamp("timestamp"), point.Number("score", -1, 1));
        var confidence = point.Number("confidence", 0, 1) ?? 1;
        _ = point.Number("galaxyScore", 0, 100);
        _ = point.Number("altRank", 1, 4000);
        return asset is null || timestamp is null || score is null
            ? null
            : new SentimentPoint(asset, timestamp.Value, score.Value, confidence);
    }

    public static string Describe(IReadOnlyList<string> symbols, double[] tilt) => Array.TrueForAll(tilt, value => value == 0)
        ? "None: no historicalSentiment moved the expected returns."
        : "Tilted the expected annual returns by " + string.Join(", ", symbols.Zip(tilt).Where(pair => pair.Second != 0)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First} {pair.Second * 100:+0.00;-0.00} points"))) + ".";
}

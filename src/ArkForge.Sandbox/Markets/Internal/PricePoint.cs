namespace ArkForge.Sandbox.Markets.Internal;

internal readonly record struct PricePoint(string Symbol, DateOnly Date, double Price);

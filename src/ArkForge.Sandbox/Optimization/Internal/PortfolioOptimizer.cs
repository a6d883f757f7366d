using System.Globalization;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Markets.Internal;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>From a request to its optimum, or to the reason why there is none.</summary>
internal sealed class PortfolioOptimizer(SimulatedMarket market)
{
    private const double Tolerance = 1e-9;

    public Optimum Optimize(OptimizeRequest request, CancellationToken cancellationToken)
    {
        var symbols = request.Allowed;
        RequireRoom(request, symbols.Count);
        var history = request.Prices is null ? market.History(symbols) : HistoricalData.Join(request.Prices, symbols);
        var estimate = history.Estimate();
        var tilt = SentimentTilt.Of(request, symbols, estimate.AssetVolatilities());
        var model = new ReturnModel([.. estimate.Mean.Zip(tilt, (mean, shift) => mean + shift)], estimate.Covariance);
        var cap = request.MaxPositionPercent / 100;
        var set = FeasibleSet.Create(symbols.Count, cap, request.MinDiversification, request.MinReturn);
        RequireReturn(request, model, set);
        var weights = DiversifiedOptimizer.Solve(model, request.Goal, set, request.MaxVolatility, cancellationToken)
            ?? throw TooVolatile(request, model, set, cancellationToken);
        return new Optimum(
            symbols, AllocationRounding.ToPercentages(weights, cap), model, history.Returns.Length, history.Source, tilt);
    }

    private static void RequireRoom(OptimizeRequest request, int assets)
    {
        if (assets == 0)
        {
            throw FaultList.One(
                "constraints.excludedAssets", "leaves no asset to hold: at least 1 of assets must remain", ErrorCodes.InvalidAssets);
        }

        if (request.MinDiversification > assets)
        {
            throw FaultList.One(
                "constraints.minDiversification", $"{request.MinDiversification} is above the best attainable {assets}: only that many assets are allowed");
        }

        var room = assets * request.MaxPositionPercent;
        if (room < 100 - (Tolerance * 100))
        {
            throw FaultList.One("constraints.maxPositionSize", string.Create(
                CultureInfo.InvariantCulture,
                $"{request.MaxPositionPercent:0.######} is below the least attainable {100.0 / assets:0.######}: {assets} assets could hold {room:0.######} % in all"));
        }

        if (request.MinDiversification > 0 && request.MaxPositionPercent < 1)
        {
            throw FaultList.One("constraints.maxPositionSize", string.Create(
                CultureInfo.InvariantCulture,
                $"{request.MaxPositionPercent:0.######} is below the 1 % from which a position counts for minDiversification"));
        }
    }

    private static void RequireReturn(OptimizeRequest request, ReturnModel model, FeasibleSet set)
    {
        var best = model.Return(set.Richest(model.Mean));
        if (best < request.MinReturn - Tolerance)
        {
            throw FaultList.One("optimization.minExpectedReturn", string.Create(
                CultureInfo.InvariantCulture,
                $"{request.MinReturn:0.######} is above the best attainable {Below(best):0.######}{Under(request, withReturn: false)}"));
        }
    }

    private static RefusalException TooVolatile(
        OptimizeRequest request, ReturnModel model, FeasibleSet set, CancellationToken cancellationToken)
    {
        var calmest = DiversifiedOptimizer.Solve(model, OptimizationGoal.Risk, set, null, cancellationToken)!;
        return FaultList.One("optimization.maxVolatility", string.Create(
            CultureInfo.InvariantCulture,
            $"{request.MaxVolatility:0.######} is below the least attainable {Above(model.Volatility(calmest)):0.######}{Under(request, withReturn: true)}"));
    }

    private static string Under(OptimizeRequest request, bool withReturn)
    {
        var others = new[]
        {
            request.MaxPositionPercent < 100 ? Named("maxPositionSize", request.MaxPositionPercent) : null,
            request.MinDiversification > 0 ? Named("minDiversification", request.MinDiversification) : null,
            withReturn && request.MinReturn is { } least ? Named("minExpectedReturn", least) : null,
        };
        var named = string.Join(" and ", others.OfType<string>());
        return named.Length == 0 ? "" : $" under {named}";

        static string Named(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.######}");
    }

    // The bound told must itself be attainable, so it is rounded to the inside.
    private static double Below(double bound) => Math.Floor(bound * 1e6) / 1e6;

    private static double Above(double bound) => Math.Ceiling(bound * 1e6) / 1e6;
}

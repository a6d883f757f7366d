using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>
/// Mehrotra's predictor-corrector method for convex quadratic programs (Nocedal and Wright, Numerical Optimization, 2nd ed., 16.6).
/// </summary>
/// <remarks>
/// It needs no definite Q, so singular covariances (more assets than days, constant prices) are ordinary input. At a primal and dual
/// feasible point the complementarity gap bounds the Frank-Wolfe gap, which is what the tests certify.
/// </remarks>
internal sealed class InteriorPointSolver
{
    private const int MaxIterations = 100;
    private const double GapTolerance = 1e-22;
    private const double ResidualTolerance = 1e-12;

    private readonly QuadraticProgram _program;
    private readonly int _variables;
    private readonly int _equalities;
    private readonly int _rows;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slack;
    private readonly double[] _dual;

    private InteriorPointSolver(QuadraticProgram program, double[] start)
    {
        _program = program;
        _variables = start.Length;
        _equalities = program.Equalities.Count;
        _rows = program.Inequalities.Count;
        _x = [.. start];
        _y = new double[_equalities];
        _slack = [.. program.Inequalities.Select(row => Math.Max(row.Bound - row.Dot(start), 0.1))];
        _dual = [.. Enumerable.Repeat(1.0, _rows)];
    }

    public static double[] Minimize(QuadraticProgram program, double[] start, CancellationToken cancellationToken) =>
        new InteriorPointSolver(program, start).Run(cancellationToken);

    private double[] Run(CancellationToken cancellationToken)
    {
        var best = _x.ToArray();
        var bestMerit = double.PositiveInfinity;
        var stalled = 0;
        for (var iteration = 0; iteration < MaxIterations && stalled < 20; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var residuals = Residuals();
            var gap = Gap(0, [], []);
            var merit = gap + Math.Max(0, residuals.Norm - ResidualTolerance);
            if (!double.IsFinite(merit))
                break;
            stalled = merit < bestMerit ? 0 : stalled + 1;
            if (merit < bestMerit)
            {
                bestMerit = merit;
                _x.CopyTo(best, 0);
            }

            if (gap <= GapTolerance && residuals.Norm <= ResidualTolerance)
                break;
            Step(residuals, gap);
        }

        return best;
    }

    private void Step(Residual residuals, double gap)
    {
        var factors = Factorize();
        var target = new double[_rows];
        for (var i = 0; i < _rows; i++)
            target[i] = -_slack[i] * _dual[i];
        var affine = Direction(factors, residuals, target);
        var affineStep = Math.Min(LongestStep(_slack, affine.Slack), LongestStep(_dual, affine.Dual));
        var centering = Math.Pow(Gap(affineStep, affine.Slack, affine.Dual) / gap, 3);
        for (var i = 0; i < _rows; i++)
            target[i] = (centering * gap) - (_slack[i] * _dual[i]) - (affine.Slack[i] * affine.Dual[i]);
        var full = Direction(factors, residuals, target);

        // One length for both sides keeps the dual residual shrinking: Q couples x with the multipliers.
        var step = Math.Min(1, 0.995 * Math.Min(LongestStep(_slack, full.Slack), LongestStep(_dual, full.Dual)));
        Advance(_x, full.X, step);
        Advance(_y, full.Y, step);
        Advance(_slack, full.Slack, step);
        Advance(_dual, full.Dual, step);
    }

    private Residual Residuals()
    {
        var stationarity = (_program.Q * Vector<double>.Build.Dense(_x)).AsArray();
        for (var i = 0; i < _variables; i++)
            stationarity[i] += _program.C[i];
        for (var i = 0; i < _equalities; i++)
            _program.Equalities[i].AddTo(stationarity, _y[i]);
        for (var i = 0; i < _rows; i++)
            _program.Inequalities[i].AddTo(stationarity, _dual[i]);
        var equalities = _program.Equalities.Select(row => row.Dot(_x) - row.Bound).ToArray();
        var inequalities = _program.Inequalities.Select((row, i) => row.Dot(_x) + _slack[i] - row.Bound).ToArray();
        return new Residual(stationarity, equalities, inequalities);
    }

    private LU<double> Factorize()
    {
        var size = _variables + _equalities;
        var kkt = Matrix<double>.Build.Dense(size, size);
        kkt.SetSubMatrix(0, 0, _program.Q);
        for (var i = 0; i < _rows; i++)
        {
            var (row, weight) = (_program.Inequalities[i], _dual[i] / _slack[i]);
            for (var a = 0; a < row.Indices.Length; a++)
                for (var b = 0; b < row.Indices.Length; b++)
                    kkt[row.Indices[a], row.Indices[b]] += weight * row.Values[a] * row.Values[b];
        }

        for (var i = 0; i < _equalities; i++)
        {
            var row = _program.Equalities[i];
            for (var k = 0; k < row.Indices.Length; k++)
                kkt[_variables + i, row.Indices[k]] = kkt[row.Indices[k], _variables + i] = row.Values[k];
        }

        return kkt.LU();
    }

    private Move Direction(LU<double> factors, Residual residuals, double[] target)
    {
        var right = new double[_variables + _equalities];
        for (var i = 0; i < _variables; i++)
            right[i] = -residuals.Stationarity[i];
        for (var i = 0; i < _rows; i++)
            _program.Inequalities[i].AddTo(right, -(target[i] + (_dual[i] * residuals.Inequalities[i])) / _slack[i]);
        for (var i = 0; i < _equalities; i++)
            right[_variables + i] = -residuals.Equalities[i];
        var solution = factors.Solve(Vector<double>.Build.Dense(right)).AsArray();
        var (slack, dual) = (new double[_rows], new double[_rows]);
        for (var i = 0; i < _rows; i++)
        {
            slack[i] = -residuals.Inequalities[i] - _program.Inequalities[i].Dot(solution);
            dual[i] = (target[i] - (_dual[i] * slack[i])) / _slack[i];
        }

        return new Move(solution[.._variables], solution[_variables..], slack, dual);
    }

    private double Gap(double step, double[] slackMove, double[] dualMove)
    {
        var sum = 0.0;
        for (var i = 0; i < _rows; i++)
        {
            sum += step == 0
                ? _slack[i] * _dual[i]
                : (_slack[i] + (step * slackMove[i])) * (_dual[i] + (step * dualMove[i]));
        }

        return sum / _rows;
    }

    private static double LongestStep(double[] from, double[] move)
    {
        var step = 1.0;
        for (var i = 0; i < from.Length; i++)
        {
            if (move[i] < 0)
                step = Math.Min(step, -from[i] / move[i]);
        }

        return step;
    }

    private static void Advance(double[] from, double[] move, double step)
    {
        for (var i = 0; i < from.Length; i++)
            from[i] += step * move[i];
    }

    private sealed record Residual(double[] Stationarity, double[] Equalities, double[] Inequalities)
    {
        public double Norm { get; } =
            Stationarity.Concat(Equalities).Concat(Inequalities).Select(Math.Abs).DefaultIfEmpty().Max();
    }

    private sealed record Move(double[] X, double[] Y, double[] Slack, double[] Dual);
}

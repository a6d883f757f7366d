using MathNet.Numerics.LinearAlgebra;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Minimize <c>x'Qx/2 + c'x</c> with <c>Ax = b</c> and <c>Gx &lt;= h</c>; Q positive semidefinite.</summary>
internal sealed record QuadraticProgram(
    Matrix<double> Q,
    double[] C,
    IReadOnlyList<LinearRow> Equalities,
    IReadOnlyList<LinearRow> Inequalities);

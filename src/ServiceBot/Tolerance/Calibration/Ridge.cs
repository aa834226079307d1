namespace ServiceBot.Tolerance.Calibration;

/// <summary>Logistic regression with a pull of each weight towards a value of its own, by Newton's method. Convex: one answer, the same every time.</summary>
internal static class Ridge
{
    private const int Steps = 50;

    /// <param name="rows">Values of each example, all of one length.</param>
    /// <param name="towards">Where each weight is pulled to, and <paramref name="pulls"/> how strongly.</param>
    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isTrue, double[] towards, double[] pulls)
    {
        var weights = (double[])towards.Clone();
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = Derivatives(rows, isTrue, weights, towards, pulls);
            var move = Solve(curvature, gradient);
            // A Newton step may overshoot where almost everything is certain.
            var scale = Math.Min(1, 2 / Math.Max(1e-9, move.Max(Math.Abs)));
            for (var k = 0; k < weights.Length; k++) weights[k] -= scale * move[k];
            if (move.Max(Math.Abs) < 1e-9) break;
        }

        return weights;
    }

    private static (double[] Gradient, double[,] Curvature) Derivatives(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isTrue, double[] weights, double[] towards, double[] pulls)
    {
        var n = weights.Length;
        var gradient = new double[n];
        var curvature = new double[n, n];
        for (var k = 0; k < n; k++) (gradient[k], curvature[k, k]) = (pulls[k] * (weights[k] - towards[k]), pulls[k] + 1e-9);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var z = 0.0;
            for (var k = 0; k < n; k++) z += weights[k] * row[k];
            var odds = OutcomeModel.Sigmoid(z);
            var (error, weight) = (odds - (isTrue[i] ? 1 : 0), Math.Max(1e-9, odds * (1 - odds)));
            for (var k = 0; k < n; k++)
            {
                if (row[k] == 0) continue;
                gradient[k] += error * row[k];
                for (var j = 0; j < n; j++) curvature[k, j] += weight * row[k] * row[j];
            }
        }

        return (gradient, curvature);
    }

    // Gauss with pivots; the pulls keep it from being singular.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var x = (double[])right.Clone();
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(matrix[i, k]) > Math.Abs(matrix[pivot, k])) pivot = i;
            if (pivot != k)
            {
                for (var j = 0; j < n; j++) (matrix[k, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[k, j]);
                (x[k], x[pivot]) = (x[pivot], x[k]);
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = matrix[i, k] / matrix[k, k];
                for (var j = k; j < n; j++) matrix[i, j] -= factor * matrix[k, j];
                x[i] -= factor * x[k];
            }
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < n; j++) x[k] -= matrix[k, j] * x[j];
            x[k] /= matrix[k, k];
        }

        return x;
    }
}

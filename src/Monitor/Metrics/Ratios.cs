namespace FlinkReady.Monitor.Metrics;

/// <summary>Scores as Prometheus wants them.</summary>
internal static class Ratios
{
    /// <summary>A score of 0 to 100 with one decimal as 0 to 1, free of binary dust: 57.3 is 0.573.</summary>
    public static double OfScore(double score) => Math.Round(score / 100, 3, MidpointRounding.AwayFromZero);
}

namespace FlinkReady.Monitor.Metrics;

/// <summary>Which jobs have series of their own where there are too many: those of the names with the worst violations, then by name.</summary>
internal static class JobChoice
{
    /// <summary>How many jobs of each name may have a series with their id; null for a name of which no job has any series.</summary>
    /// <param name="names">The names in their order, each with its worst violation, higher is worse, and the number of its jobs.</param>
    /// <param name="maxJobs">The most names, and the most jobs.</param>
    public static int?[] Of(IReadOnlyList<(int Worst, int Jobs)> names, int maxJobs)
    {
        var all = names.Sum(static name => name.Jobs);
        var choice = new int?[names.Count];
        var left = maxJobs;
        foreach (var index in all <= maxJobs ? Enumerable.Range(0, names.Count) : Enumerable.Range(0, names.Count).OrderByDescending(index => names[index].Worst).Take(maxJobs))
        {
            choice[index] = Math.Min(left, names[index].Jobs);
            left -= choice[index]!.Value;
        }

        return choice;
    }
}

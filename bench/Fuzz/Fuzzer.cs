namespace FlinkReady.Fuzz;

/// <summary>An input that a surface could not stand.</summary>
/// <param name="Input">The bytes.</param>
/// <param name="Problem">What it threw, or how much time of the processor it took.</param>
public sealed record Finding(byte[] Input, string Problem);

/// <summary>Feeds a surface. The same seed makes the same inputs.</summary>
public sealed class Fuzzer(ISurface surface, int seed)
{
    /// <summary>
    /// An input that takes more of the processor is a finding. Not by the wall: a run that is paused, or stands back behind others,
    /// would find what is not there. Garbage collections take part of it.
    /// </summary>
    public static TimeSpan SlowestAnswer { get; } = TimeSpan.FromSeconds(10);

    private readonly Mutator _mutator = new(new Random(seed), surface.Corpus);

    /// <summary>How many inputs were read.</summary>
    public long Count { get; private set; }

    /// <summary>The corpus as it is, then changed inputs as long as <paramref name="goOn"/>; the first finding, or null.</summary>
    public async Task<Finding?> RunAsync(Func<bool> goOn)
    {
        foreach (var input in surface.Corpus)
        {
            if (await TryAsync(input) is { } finding)
            {
                return finding;
            }
        }

        while (goOn())
        {
            if (await TryAsync(_mutator.Next()) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    // CA1031: whatever is thrown is what is looked for.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "Whatever is thrown is a finding.")]
    private async Task<Finding?> TryAsync(byte[] input)
    {
        Count++;
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            await surface.ReadAsync(input);
        }
        catch (Exception e)
        {
            return new Finding(input, e.ToString());
        }

        var taken = Environment.CpuUsage.TotalTime - before;
        return taken > SlowestAnswer ? new Finding(input, $"took {taken.TotalSeconds:0.0} s of the processor") : null;
    }
}

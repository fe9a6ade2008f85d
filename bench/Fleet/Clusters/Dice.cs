namespace FlinkReady.Fleet.Clusters;

/// <summary>Chance that depends on nothing but its key: the same seed gives the same fleet, in any order of asking.</summary>
public readonly record struct Dice(ulong Key)
{
    /// <summary>Dice of their own for a part, such as one job of a cluster.</summary>
    public Dice For(long part) => new(Mix(Key ^ Mix((ulong)part + 0x9E3779B97F4A7C15UL)));

    /// <summary>Between 0 and 1, 1 excluded.</summary>
    public double Roll(int question) => (For(question).Key >> 11) * (1.0 / (1UL << 53));

    /// <summary>One of <paramref name="choices"/>.</summary>
    public T Pick<T>(int question, IReadOnlyList<T> choices) => choices[(int)(Roll(question) * choices.Count)];

    /// <summary>True in <paramref name="share"/> of the cases.</summary>
    public bool Is(int question, double share) => Roll(question) < share;

    /// <summary>32 hexadecimal digits, as Flink writes ids.</summary>
    public string Id(int question) => $"{For(question).Key:x16}{For(question + 1_000_003).Key:x16}";

    // SplitMix64's finaliser.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

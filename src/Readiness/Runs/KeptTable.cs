namespace FlinkReady.Readiness.Runs;

/// <summary>A table of an earlier state, which is copied as soon as something in it changes: most polls change little of what is known.</summary>
internal sealed class KeptTable<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _earlier;

    /// <summary>Begins with what was known.</summary>
    /// <param name="earlier">It is never changed.</param>
    public KeptTable(Dictionary<TKey, TValue> earlier) => Now = _earlier = earlier;

    /// <summary>What is known now, to read.</summary>
    public Dictionary<TKey, TValue> Now { get; private set; }

    /// <summary>True where something was to be changed.</summary>
    public bool IsChanged => !ReferenceEquals(Now, _earlier);

    /// <summary>What is known now, to change.</summary>
    public Dictionary<TKey, TValue> ToChange() => IsChanged ? Now : Now = new(_earlier, _earlier.Comparer);
}

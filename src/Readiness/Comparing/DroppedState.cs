namespace FlinkReady.Readiness.Comparing;

/// <summary>State that a run did not take over from what it was restored from.</summary>
/// <param name="Operators">The operator that had it; several where only their vertex is known to have had some.</param>
/// <param name="Bytes">Its size; null where it is not known.</param>
/// <param name="Successor">What the operator most likely has become; null where nothing is like it.</param>
/// <param name="Fix">The change that gives it its old id back.</param>
internal sealed record DroppedState(IReadOnlyList<ComparedOperator> Operators, long? Bytes, ComparedOperator? Successor, string Fix);

/// <summary>What a run took over of the state that it was restored from.</summary>
internal sealed record StateDrops
{
    /// <summary>State that is lost.</summary>
    public IReadOnlyList<DroppedState> Lost { get; init; } = [];

    /// <summary>Why something could not be decided, a whole sentence; null where all could.</summary>
    public string? WhyOpen { get; init; }

    /// <summary>True where every operator of the run is known with its id.</summary>
    public bool IsComplete { get; init; }

    /// <summary>True where state is lost whatever ids the program pins: fewer operators could have taken over an entry than entries are gone.</summary>
    public bool IsCertain { get; init; }

    /// <summary>The operators that could have taken over a lost entry under a pinned id: those that had no state under their own.</summary>
    public IReadOnlyList<ComparedOperator> Candidates { get; init; } = [];

    /// <summary>True where a checkpoint of the run shows that none of the candidates holds state.</summary>
    public bool NothingBegan { get; init; }

    /// <summary>How many operators with state, or vertices with some, were found again.</summary>
    public int Found { get; init; }

    /// <summary>The lost bytes together; null where none of their sizes is known.</summary>
    public long? LostBytes => Lost.Any(static one => one.Bytes is not null) ? Lost.Sum(static one => one.Bytes ?? 0) : null;
}

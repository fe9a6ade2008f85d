namespace FlinkReady.Readiness.Runs;

/// <summary>Runs to search for the one that another follows.</summary>
internal interface IKnownRuns
{
    /// <summary>Every run.</summary>
    IEnumerable<KnownRun> All { get; }

    /// <summary>The runs whose name is that of a run or differs in its version only, newest first.</summary>
    IReadOnlyList<KnownRun> Namesakes(string stem);

    /// <summary>The runs that may be of the same job, the run itself apart.</summary>
    IEnumerable<KnownRun> Candidates(KnownRun run);
}

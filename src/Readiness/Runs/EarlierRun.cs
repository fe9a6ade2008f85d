namespace FlinkReady.Readiness.Runs;

/// <summary>The run that another one follows.</summary>
/// <param name="Run">The earlier run, as it was when the two were linked. The ones before it are kept one step back.</param>
/// <param name="Link">What makes the two those of one job.</param>
/// <param name="HasItsState">True where the later run began with state of the earlier one.</param>
internal sealed record EarlierRun(KnownRun Run, JobLink Link, bool HasItsState)
{
    /// <summary>True where what links them is no conclusion from names and graphs.</summary>
    public bool IsCertain => HasItsState || Link.IsCertain();

    /// <summary>The same with as much of the past as is needed: whether something happened at two starts in a row.</summary>
    public static EarlierRun Of(KnownRun run, JobLink link, bool hasItsState) =>
        new(run with { Previous = run.Previous is { } before ? before with { Run = before.Run with { Previous = null } } : null }, link, hasItsState);
}

namespace FlinkReady.Readiness.Runs;

/// <summary>What makes two runs those of one job.</summary>
internal enum JobLink
{
    /// <summary>Nothing: they are two jobs, as far as can be seen. A name alone links nothing.</summary>
    None,

    /// <summary>The same name, and graphs that are akin.</summary>
    Graph,

    /// <summary>Names that differ in a version only, shared uids, and the earlier one is gone.</summary>
    Version,

    /// <summary>The same resource of the platform that deploys them, and the earlier one is gone.</summary>
    Resource,

    /// <summary>One was restored from a path of the other.</summary>
    State,

    /// <summary>The same job id: a new start time under it is the next run.</summary>
    JobId,
}

/// <summary>How far a link can be trusted.</summary>
internal static class JobLinks
{
    /// <summary>True where it is no conclusion from names and graphs: only then may somebody be told to stop a job or to restore its state.</summary>
    public static bool IsCertain(this JobLink link) => link >= JobLink.Resource;
}

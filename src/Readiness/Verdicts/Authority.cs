namespace FlinkReady.Readiness.Verdicts;

/// <summary>Who says a fact, which decides what it counts for: nothing outweighs what is shown, and a default for clients settles nothing.</summary>
public enum Authority
{
    /// <summary>What the running job or cluster shows of itself, the connection that answered included.</summary>
    Shown,

    /// <summary>A key of the JobManager's configuration, of an option that the JobManager itself reads, in a spelling that its version reads.</summary>
    Configured,

    /// <summary>A key of the JobManager's configuration, of an option that the submitting client reads from its own: a hint.</summary>
    ClientDefault,

    /// <summary>FlinkReady's configuration, or the deployment's resource.</summary>
    Declared,

    /// <summary>A checkpoint's metadata, or metrics.</summary>
    Witnessed,

    /// <summary>What an earlier look at the same thing showed.</summary>
    Remembered,
}

/// <summary>The written form of <see cref="Authority"/>.</summary>
public static class Authorities
{
    /// <summary>In camelCase, as reports have it.</summary>
    public static string ToText(this Authority authority) => authority switch
    {
        Authority.Shown => "shown",
        Authority.Configured => "configured",
        Authority.ClientDefault => "clientDefault",
        Authority.Declared => "declared",
        Authority.Witnessed => "witnessed",
        _ => "remembered",
    };
}

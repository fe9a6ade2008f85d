namespace FlinkReady.Readiness.Verdicts;

/// <summary>How much a violation matters. Ordered: a larger value is worse.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Will hurt under conditions that come sooner or later.</summary>
    Warning,

    /// <summary>State or availability is at risk now.</summary>
    Critical,
}

/// <summary>Whether a finding is read off the cluster or concluded from what is absent.</summary>
public enum Certainty
{
    /// <summary>The evidence alone decides.</summary>
    Proven,

    /// <summary>The cluster's configuration does not say it; the job's code might.</summary>
    Inferred,
}

/// <summary>Why a check could not be decided.</summary>
public enum UnknownReason
{
    /// <summary>The evidence could not be read.</summary>
    Unread,

    /// <summary>The evidence was read, and it cannot decide.</summary>
    Undecidable,

    /// <summary>It takes more polls, or a first completed checkpoint.</summary>
    NeedsHistory,
}

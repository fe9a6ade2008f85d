namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>With which others an id is looked at.</summary>
internal enum PairRole : byte
{
    /// <summary>With all that are not apart.</summary>
    Open,

    /// <summary>With all that are open.</summary>
    Settled,

    /// <summary>With none.</summary>
    Apart,

    /// <summary>As one that is settled, and as an open one as soon as a pair is found: nothing is asked of it but what it tells of others.</summary>
    Known,
}

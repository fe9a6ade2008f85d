namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>With which others an id is looked at.</summary>
internal enum PairRole
{
    /// <summary>With all that are not apart.</summary>
    Open,

    /// <summary>With all that are open.</summary>
    Settled,

    /// <summary>With none.</summary>
    Apart,
}

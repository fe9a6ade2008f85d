namespace FlinkReady.Readiness.Facts;

/// <summary>What a verdict on one job may be told of the other jobs of its cluster.</summary>
[Flags]
internal enum PeerFacets
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Which jobs there are: ids, names, states, start times.</summary>
    Listing = 1,

    /// <summary>How many slots they take.</summary>
    Slots = 2,

    /// <summary>The size of the largest metadata of their checkpoints.</summary>
    Metadata = 4,
}

namespace FlinkReady.Readiness.Plans;

/// <summary>How a node of the unchained plan came to its id.</summary>
internal enum IdOrigin
{
    /// <summary>From a uid: no order of its inputs explains the id.</summary>
    Explicit,

    /// <summary>From the graph.</summary>
    Auto,

    /// <summary>Not known: it has more in-edges than can be tried in all orders.</summary>
    Open,
}

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>Which hashes of the operators of a chain are tried.</summary>
internal enum ChoiceWidth
{
    /// <summary>Only those that an id has confirmed.</summary>
    Confirmed,

    /// <summary>Also those that follow from any k that the windows leave open.</summary>
    Windows,
}

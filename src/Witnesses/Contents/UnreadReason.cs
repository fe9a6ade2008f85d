namespace FlinkReady.Witnesses.Contents;

/// <summary>Why a witness could not be heard: a closed set, the same in metrics and reports. None of them is a verdict.</summary>
public enum UnreadReason
{
    /// <summary>Checkpoints without a file: they lie in the JobManager's memory.</summary>
    NotAddressable,

    /// <summary>No store is configured for this path.</summary>
    NotConfigured,

    /// <summary>The path is not one that may be read.</summary>
    Refused,

    /// <summary>The file is not there, or no longer.</summary>
    Gone,

    /// <summary>The store wants other credentials, or they don't suffice.</summary>
    Denied,

    /// <summary>More than the limit.</summary>
    TooLarge,

    /// <summary>The bytes are not what they should be.</summary>
    BadMetadata,

    /// <summary>No answer, or none that can be used.</summary>
    Failed,
}

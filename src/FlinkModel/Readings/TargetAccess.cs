namespace FlinkReady.FlinkModel.Readings;

/// <summary>How a target is reached, as far as it matters for a judgement. Holds no secret.</summary>
/// <param name="Address">The first configured URL without user info, or the path of a recording.</param>
/// <param name="IsEncrypted">True for https.</param>
/// <param name="IsLoopback">True where the host is this machine's loopback.</param>
/// <param name="HasCredentials">True where any credential or client certificate is configured.</param>
/// <param name="IsRecording">True where the answers come from a recording.</param>
public sealed record TargetAccess(string Address, bool IsEncrypted, bool IsLoopback, bool HasCredentials, bool IsRecording)
{
    /// <summary>True where nobody is asked: the target is declared in a file.</summary>
    public bool IsManifest { get; init; }

    /// <summary>True where nobody is asked: the deployment is suspended, and only what its resource declares is judged.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>What evidence calls the scheme of <see cref="Address"/>, which tells whether the connection was encrypted.</summary>
    public const string SchemeField = "scheme";
}

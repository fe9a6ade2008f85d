namespace FlinkReady.Witnesses.Stores;

/// <summary>How an S3, or what speaks like one, is reached. Without anything set: AWS itself, with its usual chain of credentials and region.</summary>
public sealed record S3Settings
{
    /// <summary>The server, where it is not AWS.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What requests are signed for, e.g. <c>eu-central-1</c>; without it the usual chain's, at an <see cref="Endpoint"/> <c>us-east-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>True to name the bucket in the path and not in the host, as most servers that are not AWS want it.</summary>
    public bool PathStyle { get; init; }

    /// <summary>A file as AWS' own tools have it, of which the profile <c>default</c> is taken; read anew each time. Null for the usual chain.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>For one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

namespace FlinkReady.Witnesses.Stores;

/// <summary>A store as it is configured: one of <see cref="S3"/>, <see cref="Folder"/> and <see cref="Url"/>, or none of them for what its prefix says by itself.</summary>
/// <param name="Prefix">The folder as Flink's paths name it.</param>
public sealed record StoreDefinition(StoreAddress Prefix)
{
    /// <summary>How the S3 is reached.</summary>
    public S3Settings? S3 { get; init; }

    /// <summary>Where the folder is on this machine.</summary>
    public string? Folder { get; init; }

    /// <summary>Where the folder is on a web server, http or https.</summary>
    public Uri? Url { get; init; }

    /// <summary>Sends requests to <see cref="Url"/>, with what the server wants to see; follows no redirect and unpacks nothing.</summary>
    public HttpMessageInvoker? Client { get; init; }
}

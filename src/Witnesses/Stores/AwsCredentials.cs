namespace FlinkReady.Witnesses.Stores;

/// <summary>What a request is signed with.</summary>
/// <param name="AccessKey">The key's name, which is sent.</param>
/// <param name="SecretKey">The key itself, which is not.</param>
/// <param name="Token">What comes with a key of limited time; null for others.</param>
internal sealed record AwsCredentials(string AccessKey, string SecretKey, string? Token)
{
    /// <summary>When they end; null for those that don't.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Names the key, and nothing that is secret.</summary>
    public override string ToString() => AccessKey;
}

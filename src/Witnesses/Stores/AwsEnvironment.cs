namespace FlinkReady.Witnesses.Stores;

/// <summary>What AWS' own tools take from the environment.</summary>
/// <param name="variable">The value of a variable; null where it is not set.</param>
internal sealed class AwsEnvironment(Func<string, string?> variable)
{
    /// <summary>Where nobody names one.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>The region of the environment; null where it has none.</summary>
    public string? Region => this["AWS_REGION"] ?? this["AWS_DEFAULT_REGION"];

    /// <summary>A variable without white space at its ends, as an end of a line that came along; null where it is not set, or empty.</summary>
    public string? this[string name] => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The domain that the servers of a region have.</summary>
    public static string DomainOf(string region) => region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
}

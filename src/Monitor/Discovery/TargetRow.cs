using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Discovery;

/// <summary>A line of <c>flinkready targets</c>: a target, or a resource and why it is none.</summary>
internal sealed record TargetRow
{
    /// <summary>The target's name; of a resource that makes none <c>namespace.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its addresses, without user info; empty for none.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary><c>file</c>, <c>arguments</c> or <c>kubernetes</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The resource behind it; null for a target of the configuration.</summary>
    public (string Kind, string Namespace, string Name)? Resource { get; init; }

    /// <summary>Where the resource stands; null for a target of the configuration.</summary>
    public string? State { get; init; }

    /// <summary>True where it is asked.</summary>
    public required bool IsPolled { get; init; }

    /// <summary>1 where it has to answer, 0 where it need not, null where that is no question.</summary>
    public int? Expected { get; init; }

    /// <summary>Why it stands so, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What a resource that makes no target says something of; null for nothing.</summary>
    public (string Target, string? JobId)? Joins { get; init; }

    /// <summary>A target of the configuration.</summary>
    public static TargetRow Of(TargetDefinition target, bool isArgument) => new()
    {
        Name = target.Name,
        Urls = target.Recording is { } recording ? [recording] : [.. target.Connection.Urls.Select(Addresses.Show)],
        Source = isArgument ? "arguments" : "file",
        IsPolled = true,
        Expected = 1,
        Reason = isArgument ? "It stands on the command line." : "It stands in the configuration.",
    };

    /// <summary>A resource.</summary>
    public static TargetRow Of(DiscoveredTarget target)
    {
        var conclusion = target.Conclusion;
        return new TargetRow
        {
            Name = target.Definition?.Name ?? Deployments.Discovery.TargetNaming.Of(conclusion.Resource),
            Urls = target.Definition is { } definition ? [.. definition.Connection.Urls.Select(Addresses.Show)] : [],
            Source = "kubernetes",
            Resource = (conclusion.Resource.Kind, conclusion.Resource.Namespace, conclusion.Resource.Name),
            State = target.State.ToText(),
            IsPolled = target.IsPolled,
            Expected = target.Expected,
            Reason = conclusion.Reason,
            Joins = conclusion.Joins is { } joins ? (target.BelongsTo ?? joins.Target, joins.JobId) : null,
        };
    }
}

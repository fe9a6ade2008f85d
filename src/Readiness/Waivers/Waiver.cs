namespace FlinkReady.Readiness.Waivers;

/// <summary>A decision to live with a violation for a while.</summary>
public sealed record Waiver
{
    /// <summary>The id of the rule it waives.</summary>
    public required string Rule { get; init; }

    /// <summary>Glob over target names.</summary>
    public string Target { get; init; } = "*";

    /// <summary>Glob over job names, null where the waiver names none (of a cluster's findings only those about one job have one).</summary>
    public string? Job { get; init; }

    /// <summary>Glob over vertex names and ids, null for all.</summary>
    public string? Vertex { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day it holds, in UTC.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>The first moment at which it no longer holds: the end of its last day in UTC.</summary>
    public DateTimeOffset EndsAt => Expires == DateOnly.MaxValue
        ? DateTimeOffset.MaxValue
        : new DateTimeOffset(Expires.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>True until the end of its last day in UTC.</summary>
    public bool HoldsAt(DateTimeOffset now) => now < EndsAt;
}

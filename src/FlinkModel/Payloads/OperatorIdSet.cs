using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// The operators of a job's run as Prometheus shows them, from what Flink's reporter says of each. REST shows the ids of chain heads only.
/// </summary>
public sealed record OperatorIdSet
{
    /// <summary>What was read stands under it; the reading's path is <see cref="Origin"/>.</summary>
    public static SourceKey<OperatorIdSet> Key { get; } = new("operatorIds", "operator ids of :jobid");

    /// <summary>The Prometheus that was asked, without credentials.</summary>
    public required string Origin { get; init; }

    /// <summary>True where these are all operators of the job. Only a whole set can acquit.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The operators, each id once, in no order to rely on.</summary>
    public required IReadOnlyList<WitnessedOperator> Operators { get; init; }

    /// <summary>Its fields as recordings name them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Origin = "origin",
            IsWhole = "whole",
            Operators = "operators";
    }
}

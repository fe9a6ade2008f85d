using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>Compares findings by all that they say.</summary>
internal sealed class FindingText : IEqualityComparer<Finding>
{
    /// <summary>The one instance.</summary>
    public static FindingText Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Finding? x, Finding? y) =>
        ReferenceEquals(x, y)
        || (x is not null
            && y is not null
            && x.Message == y.Message
            && x.Severity == y.Severity
            && x.Certainty == y.Certainty
            && x.Resource == y.Resource
            && x.Remediation == y.Remediation
            && x.Waiver == y.Waiver
            && x.Evidence.SequenceEqual(y.Evidence));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] Finding obj) => HashCode.Combine(obj.Message, obj.Resource);
}

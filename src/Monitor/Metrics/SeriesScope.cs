using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Metrics;

/// <summary>What all series of a target have in common.</summary>
/// <param name="Target">The label <c>target</c>.</param>
/// <param name="Labels">The target's own labels that <c>exportLabels</c> names, in that order.</param>
/// <param name="HasOperators">True where operators without a uid have a series each.</param>
internal sealed record SeriesScope(string Target, IReadOnlyList<KeyValuePair<string, string>> Labels, bool HasOperators)
{
    /// <summary>The scope of a target under these limits.</summary>
    public static SeriesScope Of(TargetDefinition target, SeriesLimits limits) => new(
        target.Name,
        [.. (limits.ExportLabels ?? []).Where(target.Labels.ContainsKey).Select(name => KeyValuePair.Create(name, target.Labels[name]))],
        limits.ExportOperators);

    /// <summary>True where series that were written under the other may stay.</summary>
    public bool IsSameAs(SeriesScope other) => Target == other.Target && HasOperators == other.HasOperators && Labels.SequenceEqual(other.Labels);

    /// <summary>A writer of such series.</summary>
    public SeriesWriter Writer() => new([.. Labels]);
}

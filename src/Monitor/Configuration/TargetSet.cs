using System.Collections;
using System.Runtime.CompilerServices;

namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// Targets by name, in order, each name once. Of several sources of targets the one that stands first goes before: <c>[.. configured, .. discovered]</c>
/// keeps what is configured and adds what else was discovered. Immutable.
/// </summary>
[CollectionBuilder(typeof(TargetSet), nameof(Of))]
internal sealed class TargetSet : IReadOnlyCollection<TargetDefinition>
{
    private readonly Dictionary<string, TargetDefinition> _byName = new(StringComparer.Ordinal);
    private readonly List<TargetDefinition> _ordered = [];

    private TargetSet(ReadOnlySpan<TargetDefinition> targets)
    {
        foreach (var target in targets)
        {
            if (_byName.TryAdd(target.Name, target))
            {
                _ordered.Add(target);
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _ordered.Count;

    /// <summary>A target by its place.</summary>
    public TargetDefinition this[int index] => _ordered[index];

    /// <summary>The targets; of those that share a name the first.</summary>
    public static TargetSet Of(ReadOnlySpan<TargetDefinition> targets) => new(targets);

    /// <summary>The target of a name, null for none.</summary>
    public TargetDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>These targets, where there are any, in place of the others: a command line that names targets replaces those of the file.</summary>
    public TargetSet Or(TargetSet others) => Count > 0 ? this : others;

    /// <inheritdoc/>
    public IEnumerator<TargetDefinition> GetEnumerator() => _ordered.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

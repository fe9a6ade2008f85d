using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// A list of a body that keeps no more entries than Flink has in any sound cluster and counts the rest, so that a body of a million jobs leaves no million jobs
/// behind. Filled while a body is read, not changed afterwards.
/// </summary>
/// <typeparam name="T">The entries.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "It is a list, and is filled as a collection only where a body is read.")]
public sealed class BoundedList<T> : ICollection<T>, IReadOnlyList<T>
    where T : class
{
    /// <summary>How many jobs of a cluster, vertices of a job and the like are kept.</summary>
    public const int Most = 20_000;

    private readonly List<T> _entries = [];

    /// <summary>How many are kept.</summary>
    public int Count => _entries.Count;

    /// <summary>How many there were beyond <see cref="Most"/>, which were counted alone.</summary>
    public int Beyond { get; private set; }

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public T this[int index] => _entries[index];

    /// <inheritdoc/>
    public void Add(T item)
    {
        if (_entries.Count < Most)
        {
            _entries.Add(item);
        }
        else
        {
            Beyond++;
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _entries.Clear();
        Beyond = 0;
    }

    /// <inheritdoc/>
    public bool Contains(T item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(T item) => _entries.Remove(item);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlinkReady.FlinkClient.Collections;

/// <summary>An immutable list that is compared by its items, so that a record that holds it is compared as a value.</summary>
/// <typeparam name="T">Compared by <see cref="object.Equals(object)"/>; addresses with their user info too.</typeparam>
[CollectionBuilder(typeof(EquatableList), nameof(EquatableList.Create))]
public sealed class EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    // A Uri is the same as one with another password; here that is a change.
    private static readonly IEqualityComparer<T> Items =
        typeof(T) == typeof(Uri) ? (IEqualityComparer<T>)EqualityComparer<Uri>.Create(static (a, b) => a?.AbsoluteUri == b?.AbsoluteUri, static url => url.GetHashCode()) : EqualityComparer<T>.Default;

    private readonly T[] _items;

    internal EquatableList(ReadOnlySpan<T> items) => _items = items.ToArray();

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] EquatableList<T>? other) => other is not null && _items.SequenceEqual(other._items, Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item, Items);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists from collection expressions.</summary>
public static class EquatableList
{
    /// <summary>A list of these items.</summary>
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => new(items);
}

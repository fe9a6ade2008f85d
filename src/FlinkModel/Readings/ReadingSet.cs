using System.Collections;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>What was read of a cluster or of a job, by source; at most one reading for each key. Immutable.</summary>
public sealed class ReadingSet : IReadOnlyCollection<Reading>
{
    // A handful: looking through it is faster than any table, and smaller.
    private readonly Reading[] _readings;

    private ReadingSet(Reading[] readings) => _readings = readings;

    /// <summary>Nothing was read.</summary>
    public static ReadingSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _readings.Length;

    /// <summary>The set of these readings; of two with one key the later one.</summary>
    public static ReadingSet Of(params IEnumerable<Reading> readings)
    {
        var set = new List<Reading>();
        foreach (var reading in readings)
        {
            var place = set.FindIndex(one => one.Key == reading.Key);
            if (place < 0)
            {
                set.Add(reading);
            }
            else
            {
                set[place] = reading;
            }
        }

        return set.Count == 0 ? Empty : new ReadingSet([.. set]);
    }

    /// <summary>The reading of a source, null where it was not asked.</summary>
    public Reading<T>? Get<T>(SourceKey<T> key)
        where T : class => (Reading<T>?)Find(key);

    /// <summary>The payload of a source, null where there is none.</summary>
    public T? Value<T>(SourceKey<T> key)
        where T : class => Get(key)?.Value;

    /// <summary>The reading of a source, null where it was not asked.</summary>
    public Reading? Find(SourceKey key)
    {
        foreach (var reading in _readings)
        {
            if (reading.Key == key)
            {
                return reading;
            }
        }

        return null;
    }

    /// <summary>The set with <paramref name="reading"/> in place of the one of its key.</summary>
    public ReadingSet With(Reading reading)
    {
        var place = Array.FindIndex(_readings, one => one.Key == reading.Key);
        Reading[] readings = [.. _readings];
        if (place < 0)
        {
            readings = [.. _readings, reading];
        }
        else
        {
            readings[place] = reading;
        }

        return new ReadingSet(readings);
    }

    /// <summary>The set without the reading of a source.</summary>
    public ReadingSet Without(SourceKey key) => Find(key) is null ? this : new ReadingSet([.. _readings.Where(one => one.Key != key)]);

    /// <summary>All of them.</summary>
    public ReadOnlySpan<Reading> AsSpan() => _readings;

    /// <inheritdoc/>
    public IEnumerator<Reading> GetEnumerator() => ((IEnumerable<Reading>)_readings).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

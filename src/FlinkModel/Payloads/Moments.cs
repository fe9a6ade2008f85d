using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Moments by name, as <c>timestamps</c> of <c>GET /jobs/:jobid</c> has them: a dozen for each job, whose names are the same for all. Immutable once it is read.
/// </summary>
internal sealed class Moments : IReadOnlyDictionary<string, long>
{
    // Flink's JobStatus has 11 states.
    private const int Most = 64;

    // Those of the last that was read: nearly always those of the next.
    private static string[] LastNames = [];

    private readonly string[] _names;
    private readonly long[] _values;

    private Moments(string[] names, long[] values) => (_names, _values) = (names, values);

    public int Count => _values.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<long> Values => _values;

    public long this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <summary>Reads the object that the reader stands on; what is no moment is left out.</summary>
    /// <exception cref="JsonException">It is no object, or a value is no number.</exception>
    public static Moments Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        Span<long> values = stackalloc long[Most];
        var names = new List<string>(16);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = SharedTexts.Read(ref reader)!;
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                throw new JsonException("not a number");
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var moment) || moment is < 0 or > MomentConverter.Latest)
            {
                continue;
            }

            var place = names.IndexOf(name);
            if (place < 0 && names.Count < Most)
            {
                place = names.Count;
                names.Add(name);
            }

            if (place >= 0)
            {
                values[place] = moment;
            }
        }

        return new Moments(Shared(names), values[..names.Count].ToArray());
    }

    public bool ContainsKey(string key) => Array.IndexOf(_names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out long value)
    {
        var place = Array.IndexOf(_names, key);
        value = place < 0 ? 0 : _values[place];
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<string, long>> GetEnumerator() =>
        _names.Select((name, place) => KeyValuePair.Create(name, _values[place])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string[] Shared(List<string> names)
    {
        var last = LastNames;
        return last.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names)) ? last : LastNames = [.. names];
    }
}

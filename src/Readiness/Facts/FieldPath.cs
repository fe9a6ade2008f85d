using System.Collections.Concurrent;
using System.Globalization;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// The field of an answer, written down only when somebody asks: most facts are read by rules that find nothing wrong, and nobody ever reads their path.
/// </summary>
/// <param name="Name">The field; inside an entry where <paramref name="List"/> is given.</param>
/// <param name="List">The list that the entry stands in, null for a field of the answer itself.</param>
/// <param name="Index">The entry's place in that list.</param>
internal readonly record struct FieldPath(string Name, string? List = null, int Index = 0)
{
    /// <summary>What the number of a list's entries is called behind the list's name; no field of Flink's.</summary>
    public const string Length = "length";

    // The same few paths come up in every job. Bounded: what does not fit in is written again.
    private const int MostShared = 4096;

    private static readonly ConcurrentDictionary<FieldPath, string> Shared = new();

    /// <summary>A field of the answer itself.</summary>
    public static implicit operator FieldPath(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (List is null)
        {
            return Name ?? string.Empty;
        }

        if (Shared.TryGetValue(this, out var text))
        {
            return text;
        }

        text = string.Create(CultureInfo.InvariantCulture, $"{List}[{Index}].{Name}");
        return Shared.Count < MostShared ? Shared.GetOrAdd(this, text) : text;
    }
}

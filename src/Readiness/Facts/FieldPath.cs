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
    /// <summary>A field of the answer itself.</summary>
    public static implicit operator FieldPath(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => List is null ? Name ?? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{List}[{Index}].{Name}");
}

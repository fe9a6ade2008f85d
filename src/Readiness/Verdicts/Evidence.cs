using System.Globalization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>Where a fact was read: the REST path, the field in its answer, the value as text, and who says so.</summary>
/// <param name="Path">As asked, with query: <c>/jobs/…/checkpoints/config</c>.</param>
/// <param name="Field">A field of the answer, such as <c>vertices[2].id</c>; for a configuration, the key.</param>
/// <param name="Value">The value, or <see cref="NotSet"/> for a key that the configuration lacks.</param>
/// <param name="Authority">Who says so.</param>
public sealed record Evidence(string Path, string Field, string Value, Authority Authority = Authority.Shown)
{
    /// <summary>The value of what is not there: a key that a configuration lacks, a field without a value.</summary>
    public const string NotSet = "not set";

    /// <summary>
    /// Where it was read, for people, to be followed by the field: what was asked, the resource, and the line of a file where it stands in one.
    /// </summary>
    public string Place
    {
        get
        {
            var source = Path.StartsWith('/') ? $"GET {Path}" : Path.EndsWith($": {Field}", StringComparison.Ordinal) ? Path[..^(Field.Length + 2)] : Path;
            return Location is { } location ? string.Create(CultureInfo.InvariantCulture, $"{location.File}:{location.Line}: {source}") : source;
        }
    }

    /// <summary>Where it stands in a file of the user's; null for what was asked of a cluster.</summary>
    public SourceLocation? Location { get; init; }
}

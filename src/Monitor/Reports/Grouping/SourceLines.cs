using System.Globalization;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>Where findings stand in files of the user's.</summary>
internal static class SourceLines
{
    /// <summary>The lines as <c>file:line</c>, each once; null where no finding stands in a file.</summary>
    /// <param name="cause">The findings.</param>
    /// <param name="most">How many are named.</param>
    public static string? Of(Cause cause, int most)
    {
        var lines = cause.Occurrences.Select(occurrence => occurrence.Finding.Location).OfType<FlinkModel.Sources.SourceLocation>()
            .Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}")).Distinct(StringComparer.Ordinal).ToList();
        return lines.Count == 0 ? null : string.Join(", ", lines.Take(most)) + (lines.Count > most ? ", …" : string.Empty);
    }
}

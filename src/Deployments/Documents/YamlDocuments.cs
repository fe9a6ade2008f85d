namespace FlinkReady.Deployments.Documents;

/// <summary>
/// The documents of a YAML text, each read by itself: one that can't be read costs no other. JSON is YAML, so that it is read the same way.
/// </summary>
internal static class YamlDocuments
{
    /// <summary>Reads them; empty ones are left out.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The file as the user named it.</param>
    public static IEnumerable<YamlDocument> Read(string text, string file)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        var start = 0;
        for (var line = 0; line <= lines.Length; line++)
        {
            if (line < lines.Length && !IsSeparator(lines[line]))
            {
                continue;
            }

            if (YamlDocumentReader.Read(lines[start..line], start, file) is { } document)
            {
                yield return document;
            }

            // What stands on the separator's own line, as in "--- # Source: chart", belongs to the next document.
            start = line < lines.Length && lines[line].Length > 3 && lines[line][3..].TrimStart() is { Length: > 0 } rest && rest[0] != '#' ? line : line + 1;
        }
    }

    private static bool IsSeparator(string line) => line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3]));
}

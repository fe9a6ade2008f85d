using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Waivers as YAML, to be pasted into the configuration.</summary>
internal static class WaiverFile
{
    /// <summary>The text.</summary>
    public static string Compose(IReadOnlyList<Waiver> waivers)
    {
        var text = new StringBuilder("# Written by flinkready scan --write-waivers. Each waiver hides a real violation until it expires.\nwaivers:");
        foreach (var waiver in waivers)
        {
            text.Append("\n  - rule: ").Append(waiver.Rule);
            Append(text, "target", waiver.Target);
            Append(text, "job", waiver.Job);
            Append(text, "vertex", waiver.Vertex);
            Append(text, "reason", waiver.Reason);
            Append(text, "owner", waiver.Owner);
            text.Append("\n    expires: ").Append(ReportWords.ToText(waiver.Expires));
        }

        return text.Append(waivers.Count == 0 ? " []\n" : "\n").ToString();
    }

    private static void Append(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {key}: {Quoted(value)}");
        }
    }

    // YAML's double quotes; everything but printable ASCII is escaped, so that no name can change the file's meaning.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and <= '~' => character.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            });
        }

        return quoted.Append('"').ToString();
    }
}

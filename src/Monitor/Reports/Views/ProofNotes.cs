using System.Globalization;
using System.Text;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>How uids are known, where many operators of a table have it in the same words: said once above it, and referred to in each row.</summary>
internal sealed class ProofNotes
{
    // A few rows say it shorter than a reader goes to and fro.
    private const int Many = 5;
    private const string OwnId = "…";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private ProofNotes()
    {
    }

    /// <summary>The notes of a table.</summary>
    public static ProofNotes Of(IReadOnlyList<VertexBox> boxes)
    {
        var notes = new ProofNotes();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var box in boxes)
        {
            foreach (var one in box.All)
            {
                var words = Words(one.Proof, box);
                var count = counts[words] = counts.GetValueOrDefault(words) + 1;
                if (count == Many)
                {
                    notes._numbers.Add(words, notes._numbers.Count + 1);
                }
            }
        }

        return notes;
    }

    /// <summary>Writes them all; nothing where there is none.</summary>
    public void Write(StringBuilder html)
    {
        if (_numbers.Count == 0)
        {
            return;
        }

        var elides = _numbers.Keys.Any(static words => words.Contains(OwnId, StringComparison.Ordinal));
        html.Append($"<p>How it is known, where several operators have it in common{(elides ? $" ({OwnId} stands for the id that a row names)" : string.Empty)}:</p>\n<ol>\n");
        foreach (var (words, number) in _numbers)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li value=\"{number}\">{EncodeLine(words)}</li>\n");
        }

        html.Append("</ol>\n");
    }

    /// <summary>Writes how the uid of an operator of a vertex is known, or which note says it.</summary>
    public void Write(StringBuilder html, string proof, VertexBox box)
    {
        var words = Words(proof, box);
        if (!_numbers.TryGetValue(words, out var number))
        {
            html.Append(EncodeLine(proof));
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"note {number}");
        html.Append(words == proof ? string.Empty : $" for {EncodeLine(box.Vertex.Id)}");
    }

    // Many differ by the id of the vertex alone.
    private static string Words(string proof, VertexBox box) => box.Vertex.Id.Length == 0 ? proof : proof.Replace(box.Vertex.Id, OwnId, StringComparison.Ordinal);
}

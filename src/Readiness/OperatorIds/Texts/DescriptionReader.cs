using System.Net;

namespace FlinkReady.Readiness.OperatorIds.Texts;

/// <summary>
/// Reads <c>plan.nodes[].description</c>. Flink escapes it (<c>JsonPlanGenerator</c>: HTML entities, a line break as <c>&lt;br/&gt;</c>, a
/// backslash as <c>&amp;#92;</c>) and writes the chain either as a tree, one line an operator, or cascading in one line.
/// </summary>
internal static class DescriptionReader
{
    private const string LineBreak = "<br/>";
    private const string More = ":- ";
    private const string Last = "+- ";
    private const string Below = ":  ";
    private const string BelowLast = "   ";

    /// <summary>The text as Flink had it before it was escaped.</summary>
    public static string Unescape(string description)
    {
        var text = description.Replace(LineBreak, "\n", StringComparison.Ordinal);
        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    /// <summary>Whether a description, still escaped, is a tree of one operator that is described by its name: most vertices run such a one.</summary>
    public static bool IsTreeOf(string description, string name) =>
        description.Length == name.Length + LineBreak.Length
        && description.StartsWith(name, StringComparison.Ordinal)
        && description.IndexOf(LineBreak, StringComparison.Ordinal) == name.Length
        && !name.Contains('&', StringComparison.Ordinal);

    /// <summary>Whether the text is in tree mode: there every operator's line ends with a break, the last one's too.</summary>
    public static bool IsTree(string text) => text.EndsWith('\n');

    /// <summary>
    /// Reads a tree. A line without a mark at its place is a part of the text before it. <paramref name="complete"/> is false where a sibling that a
    /// line announces is missing: some line was taken for an operator that is none.
    /// </summary>
    public static ChainTree ReadTree(string text, out bool complete)
    {
        var tree = new ChainTree(text.AsSpan().Count('\n') + 1);
        complete = true;

        // Most chains are of one operator.
        if (text.Length > 0 && text.IndexOf('\n', StringComparison.Ordinal) == text.Length - 1)
        {
            tree.Add(-1, text[..^1]);
            return tree;
        }

        var path = new List<(int Node, bool IsLast)>();
        var start = 0;
        var end = text.EndsWith('\n') ? text.Length - 1 : text.Length;

        // Where the text of the operator that was read last begins: it goes on until a line that is another operator's.
        var from = 0;
        while (start <= end)
        {
            var next = text.IndexOf('\n', start, end - start);
            var line = text.AsSpan(start, (next < 0 ? end : next) - start);
            if (tree.Count == 0)
            {
                path.Add((tree.Add(-1, string.Empty), true));
            }
            else if (TryPlace(line, path, out var depth, out var isLast, out var offset))
            {
                complete &= CloseBelow(path, depth);
                tree.SetText(tree.Count - 1, text[from..(start - 1)]);
                from = start + offset;
                path.Add((tree.Add(path[depth - 1].Node, string.Empty), isLast));
            }

            start = next < 0 ? end + 1 : next + 1;
        }

        complete &= CloseBelow(path, 0);
        tree.SetText(tree.Count - 1, text[from..end]);
        return tree;
    }

    /// <summary>
    /// Finds the depth of a line: its indent must repeat the open branches above it, segment by segment. A mark of a sibling (<c>:-</c>, <c>+-</c>)
    /// counts only where its parent is open and has not had its last child.
    /// </summary>
    private static bool TryPlace(ReadOnlySpan<char> line, List<(int Node, bool IsLast)> path, out int depth, out bool isLast, out int offset)
    {
        isLast = false;
        for (depth = 1, offset = 0; depth <= path.Count && offset + 3 <= line.Length; depth++, offset += 3)
        {
            var segment = line.Slice(offset, 3);
            var open = depth == path.Count || !path[depth].IsLast;
            if (open && (segment.SequenceEqual(More) || segment.SequenceEqual(Last)))
            {
                isLast = segment[0] == '+';
                offset += 3;
                return true;
            }

            if (depth == path.Count || !segment.SequenceEqual(path[depth].IsLast ? BelowLast : Below))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Leaves every branch from this depth on; false where one below it still announced a sibling.</summary>
    private static bool CloseBelow(List<(int Node, bool IsLast)> path, int depth)
    {
        var complete = true;
        for (var i = Math.Max(depth, 1); i < path.Count; i++)
        {
            complete &= path[i].IsLast || i == depth;
        }

        path.RemoveRange(depth, path.Count - depth);
        return complete;
    }
}

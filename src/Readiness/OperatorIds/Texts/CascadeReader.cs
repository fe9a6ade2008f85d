namespace FlinkReady.Readiness.OperatorIds.Texts;

/// <summary>
/// Reads a chain written in one line, <c>head -> (a -> b, c)</c>: a vertex name, or a description in cascading mode (<c>a -> (b , c)</c>).
/// Operator names are free text, so this is one reading of possibly many: arrows and separators count only outside of parentheses and brackets.
/// </summary>
internal static class CascadeReader
{
    /// <summary>Between the parts of a vertex name.</summary>
    public const string NameSeparator = ", ";

    /// <summary>Between the parts of a cascading description.</summary>
    public const string DescriptionSeparator = " , ";

    /// <summary>Between an operator and what is chained below it.</summary>
    public const string Arrow = " -> ";

    /// <summary>
    /// Reads the text. <paramref name="sound"/> is false where a parenthesis is left open, a part is empty, or text follows a closed group.
    /// </summary>
    public static ChainTree Read(string text, string separator, out bool sound)
    {
        var tree = new ChainTree(text.AsSpan().Count(Arrow) + 1);
        sound = true;

        // Most chains are of one operator.
        if (text.Length > 0 && !text.Contains(Arrow, StringComparison.Ordinal) && text.AsSpan().IndexOfAny("()[]") < 0)
        {
            tree.Add(-1, text);
            return tree;
        }

        var groups = new Stack<int>();
        var (parent, start, nested, closed) = (-1, 0, 0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var mark = MarkAt(text, i, separator, nested, groups.Count > 0);
            if (mark == Mark.None)
            {
                nested = Math.Max(0, nested + (text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0));
                continue;
            }

            if (!closed)
            {
                sound &= i > start;
                parent = tree.Add(parent, text[start..i]);
            }
            else
            {
                sound &= i == start && mark != Mark.Arrow;
            }

            closed = mark == Mark.Close;
            if (closed)
            {
                groups.Pop();
            }
            else if (mark == Mark.Separator)
            {
                parent = groups.Peek();
                i += separator.Length - 1;
            }
            else if (mark == Mark.Arrow)
            {
                i += Arrow.Length - 1;
                if (i + 1 < text.Length && text[i + 1] == '(')
                {
                    groups.Push(parent);
                    i++;
                }
            }

            start = i + 1;
        }

        sound &= groups.Count == 0 && nested == 0;
        return tree;
    }

    /// <summary>What structure begins at a place of the text, outside of an operator's own parentheses.</summary>
    private static Mark MarkAt(string text, int index, string separator, int nested, bool inGroup)
    {
        if (index == text.Length)
        {
            return Mark.End;
        }

        var rest = text.AsSpan(index);
        return nested > 0 ? Mark.None
            : inGroup && rest[0] == ')' ? Mark.Close
            : inGroup && rest.StartsWith(separator, StringComparison.Ordinal) ? Mark.Separator
            : rest.StartsWith(Arrow, StringComparison.Ordinal) ? Mark.Arrow
            : Mark.None;
    }

    /// <summary>Whether a text is how Flink names the vertex of this chain (<c>StreamingJobGraphGenerator.createChainedName</c>).</summary>
    public static bool IsNameOf(ChainTree tree, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            if (!TryTake(ref text, tree.Texts[i]))
            {
                return false;
            }

            var next = i + 1 < tree.Count ? tree.Parent(i + 1) : -1;
            if (next == i)
            {
                if (!TryTake(ref text, tree.FanOut(i) > 1 ? Arrow + "(" : Arrow))
                {
                    return false;
                }

                continue;
            }

            // The last operator of a branch: it closes the groups that end with it.
            for (var above = tree.Parent(i); above != next; above = tree.Parent(above))
            {
                if (tree.FanOut(above) > 1 && !TryTake(ref text, ")"))
                {
                    return false;
                }
            }

            if (next >= 0 && !TryTake(ref text, NameSeparator))
            {
                return false;
            }
        }

        return text.IsEmpty;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, string start)
    {
        if (!text.StartsWith(start, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[start.Length..];
        return true;
    }

    private enum Mark
    {
        None,
        End,
        Close,
        Separator,
        Arrow,
    }
}

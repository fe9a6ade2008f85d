namespace FlinkReady.Readiness.OperatorIds.Texts;

/// <summary>
/// Whether a text that writes a chain in one line can be that of a chain of this shape. Operators' own texts may hold arrows, separators and parentheses,
/// so a text fits many shapes, but none that needs more of these than it has.
/// </summary>
internal static class ShapeFit
{
    private const string End = "\uffff";
    private const int DeepestNesting = 64;

    /// <summary>Whether the text can be cut so. Taking each mark where it first occurs leaves the most for the rest, so one pass decides.</summary>
    public static bool Fits(ChainTree shape, string text, string separator)
    {
        var children = new List<int>[shape.Count];
        for (var i = 0; i < shape.Count; i++)
        {
            children[i] = [];
            if (shape.Parent(i) >= 0)
            {
                children[shape.Parent(i)].Add(i);
            }
        }

        var nesting = 0;
        return EndOf(0, 0, End) >= 0;

        // Where the text of this operator and all below it ends, before the mark that has to follow; −1 where it can't.
        int EndOf(int index, int start, string mark)
        {
            var whole = text + End;
            while (children[index].Count == 1)
            {
                start = whole.IndexOf(CascadeReader.Arrow, start, StringComparison.Ordinal);
                if (start < 0)
                {
                    return -1;
                }

                start += CascadeReader.Arrow.Length;
                index = children[index][0];
            }

            if (children[index].Count == 0)
            {
                return whole.IndexOf(mark, start, StringComparison.Ordinal);
            }

            if (++nesting > DeepestNesting)
            {
                return -1;
            }

            start = whole.IndexOf(CascadeReader.Arrow + "(", start, StringComparison.Ordinal);
            for (var i = 0; start >= 0 && i < children[index].Count; i++)
            {
                start += i == 0 ? CascadeReader.Arrow.Length + 1 : separator.Length;
                start = EndOf(children[index][i], start, i == children[index].Count - 1 ? ")" + mark : separator);
            }

            nesting--;
            return start < 0 ? -1 : start + 1;
        }
    }
}

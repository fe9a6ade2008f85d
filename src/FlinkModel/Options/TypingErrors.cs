namespace FlinkReady.FlinkModel.Options;

/// <summary>How many slips of the fingers are between two texts: a letter left out, too many, another one, or two in the wrong order.</summary>
internal static class TypingErrors
{
    /// <summary>The number of errors; <paramref name="limit"/> or more where there are that many.</summary>
    public static int Between(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int limit)
    {
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        if (one.Length > Longest || other.Length > Longest)
        {
            return limit;
        }

        var before = rows[..(Longest + 1)];
        var above = rows.Slice(Longest + 1, Longest + 1);
        var row = rows[(2 * (Longest + 1))..];
        for (var column = 0; column <= other.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var same = one[line - 1] == other[column - 1];
                var errors = Math.Min(Math.Min(above[column], row[column - 1]) + 1, above[column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                {
                    errors = Math.Min(errors, before[column - 2] + 1);
                }

                row[column] = errors;
                least = Math.Min(least, errors);
            }

            if (least >= limit)
            {
                return limit;
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[other.Length];
    }

    // No key of Flink is longer.
    private const int Longest = 160;
}

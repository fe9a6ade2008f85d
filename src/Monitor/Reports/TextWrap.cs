namespace FlinkReady.Monitor.Reports;

/// <summary>Breaks text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters, broken at blanks; indents are kept, longer words are broken.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        width = Math.Max(width, 8);
        var indent = text.Length - text.TrimStart(' ').Length;
        if (indent > width / 2)
        {
            indent = 0;
        }

        var margin = new string(' ', indent);
        text = text.TrimStart(' ');
        do
        {
            var room = width - indent;
            if (text.Length <= room)
            {
                yield return margin + text;
                yield break;
            }

            var blank = text.LastIndexOf(' ', room);
            var end = blank > room / 3 ? blank : char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
            yield return margin + text[..end].TrimEnd();
            text = text[end..].TrimStart(' ');
        }
        while (text.Length > 0);
    }
}

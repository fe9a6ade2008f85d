using System.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>Makes a text show as itself in Markdown: no markup, no HTML, no table cell, no link, nobody mentioned.</summary>
internal static class MarkdownText
{
    /// <summary>The escaped text; it must be on one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            switch (character)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '@':
                    escaped.Append("&#64;");
                    break;

                // A scheme becomes a link by itself unless the colon is disguised.
                case ':' when index + 2 < text.Length && text[index + 1] == '/' && text[index + 2] == '/':
                    escaped.Append("&#58;");
                    break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '!' or '|' or '~' or '$':
                    escaped.Append('\\').Append(character);
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }
}

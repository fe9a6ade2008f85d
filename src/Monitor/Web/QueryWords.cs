using System.Text;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>The words that a page is asked to look for: <c>q=</c>.</summary>
internal static class QueryWords
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 200;

    /// <summary>What an address asks for; empty for nothing.</summary>
    public static string Of(IQueryCollection query) => (string?)query["q"] ?? string.Empty;

    /// <summary>What is wrong with it; null for nothing.</summary>
    public static string? Mistake(string text) => text.Length > Longest ? $"q is longer than {Longest} characters." : null;

    /// <summary>The words of it.</summary>
    public static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Writes the field of a form. The browser sends back what it holds, so that is the text as it was asked for.</summary>
    public static void Input(StringBuilder html, string text) =>
        html.Append($"<label>Words <input name=\"q\" maxlength=\"{Longest}\" value=\"{EncodeExactly(text)}\"></label> ");
}

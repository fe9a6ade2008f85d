using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Reads the addresses of JobManagers and derives names from them.</summary>
internal static class TargetUrls
{
    /// <summary>Where a JobManager beside this process answers.</summary>
    public static Uri Default { get; } = new("http://localhost:8081");

    /// <summary>Reads an address; <paramref name="wrong"/> is the end of a sentence that begins with what was read. Shows no user info.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? wrong)
    {
        wrong = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            // Somebody who forgot the scheme wrote host:port; of anything else no part is repeated, it may hold a password.
            var guess = !text.Contains('@', StringComparison.Ordinal) && Uri.TryCreate("http://" + text, UriKind.Absolute, out var fixedUp) && fixedUp.Host.Length > 0 && text.Length < 200 && text.Split('/', ':')[0] is not ("http" or "https");
            wrong = guess && !text.Contains("://", StringComparison.Ordinal)
                ? $"is not a URL: \"{text}\"; did you mean \"http://{text}\"?"
                : "is not a URL that starts with http:// or https://";
            return false;
        }

        if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            wrong = "must be the JobManager's address, without ? and #";
            return false;
        }

        return true;
    }

    /// <summary>The name of a target nobody named: <c>host-port(-path)</c>, made of the characters that a name may have.</summary>
    public static string NameOf(Uri url) => ToName(string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}-{url.Port}{url.AbsolutePath.TrimEnd('/')}"));

    /// <summary>The name of a recording nobody named: that of its folder or archive.</summary>
    public static string NameOf(string recording)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(recording)));
        return ToName(name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name);
    }

    /// <summary>True for <c>[a-zA-Z0-9_.-]{1,63}</c>.</summary>
    public static bool IsName(string text) => text.Length is >= 1 and <= 63 && text.All(IsNameCharacter);

    private static string ToName(string text)
    {
        var name = string.Concat(text.Select(static character => IsNameCharacter(character) ? character : '-')).Trim('-');
        return name.Length == 0 ? "target" : name[..Math.Min(name.Length, 63)];
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-';
}

using System.Security.Cryptography;
using System.Text;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Names of body files: the path, its query behind an <c>@</c>, a repetition with <c>~2</c>.</summary>
internal static class FileNames
{
    private const int MaxPart = 80;

    /// <summary>A name that is not in <paramref name="taken"/>, which it joins.</summary>
    public static string Of(string path, bool isJson, HashSet<string> taken)
    {
        var parts = path.TrimStart('/').Split('?', 2);
        var stem = string.Join('/', parts[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Safe));
        if (parts.Length == 2)
        {
            stem += "@" + Safe(parts[1]);
        }

        stem = stem.Length == 0 ? "root" : stem;
        var extension = isJson ? ".json" : ".txt";
        var name = stem + extension;
        for (var repetition = 2; !taken.Add(name); repetition++)
        {
            name = $"{stem}~{repetition}{extension}";
        }

        return name;
    }

    private static string Safe(string part)
    {
        var safe = string.Concat(part.Select(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.' or '=' or ',' ? unit : '_'));
        safe = safe.All(unit => unit == '.') ? "_" : safe;
        return safe.Length <= MaxPart
            ? safe
            : $"{safe[..(MaxPart - 9)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part)))[..8]}";
    }
}

using FlinkReady.FlinkModel.Paths;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>
/// Where a file or folder lies: scheme, authority (host, bucket) and the path in it. A job's author controls what REST shows as a checkpoint's path,
/// so nothing is taken that could mean another place than it seems to.
/// </summary>
/// <param name="Scheme">In lower case, without its colon; one name for all that reach one store, as <see cref="FlinkPath.SchemeOf"/> gives it.</param>
/// <param name="Authority">Between the slashes, as it is written; empty for <c>file:</c>.</param>
/// <param name="Path">The names between slashes, each as the store has it; none is empty.</param>
public sealed record StoreAddress(string Scheme, string Authority, IReadOnlyList<string> Path)
{
    private const string NotAddressableText = "<checkpoint-not-externally-addressable>";
    private const string FileName = "_metadata";
    private const int LongestText = 4096;

    /// <summary>The file of a checkpoint whose path REST shows as <paramref name="externalPath"/>: Flink shows the directory.</summary>
    /// <exception cref="UnreadException">There is no file, or the path is not one that may be read.</exception>
    public static StoreAddress OfMetadata(string? externalPath)
    {
        if (string.IsNullOrEmpty(externalPath) || externalPath == NotAddressableText)
        {
            throw new UnreadException(UnreadReason.NotAddressable, "the checkpoint lies in the JobManager's memory: there is no file to read");
        }

        var address = Parse(externalPath);
        return address.Path is [.., FileName] ? address : address with { Path = [.. address.Path, FileName] };
    }

    /// <summary>Reads an address as Flink writes it: <c>file:/data/chk-7</c>, <c>s3://bucket/checkpoints</c>, without percent-encoding.</summary>
    /// <exception cref="UnreadException">It is not one that may be read.</exception>
    public static StoreAddress Parse(string text)
    {
        if (text.Length > LongestText || text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\\', StringComparison.Ordinal))
        {
            throw Refused("it is too long, or holds characters that no path should have");
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var scheme = slash == 0 ? "file" : colon > 0 && colon < slash ? FlinkPath.SchemeOf(text[..colon]) : throw Refused("it has no scheme");
        var rest = slash == 0 ? text : text[(colon + 1)..];
        var authority = string.Empty;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('/', 2);
            authority = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? string.Empty : rest[end..];
        }

        if (!scheme.All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.'))
        {
            throw Refused("its scheme is none");
        }

        if (scheme == "file" ? authority.Length > 0 : authority.Length == 0 || authority.AsSpan().ContainsAny("@?#%"))
        {
            throw Refused("its host or bucket is not one that can be read");
        }

        return new StoreAddress(scheme, authority, Names(rest));
    }

    /// <summary>The names of this address below <paramref name="folder"/>; null where it does not lie below it.</summary>
    public IReadOnlyList<string>? Below(StoreAddress folder) =>
        Scheme == folder.Scheme && Authority == folder.Authority && Path.Count > folder.Path.Count && Path.Take(folder.Path.Count).SequenceEqual(folder.Path, StringComparer.Ordinal)
            ? [.. Path.Skip(folder.Path.Count)]
            : null;

    /// <summary>As Flink writes it.</summary>
    public override string ToString() => $"{Scheme}:{(Authority.Length > 0 ? $"//{Authority}" : string.Empty)}/{string.Join('/', Path)}";

    private static List<string> Names(string path)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            throw Refused("its path is not a whole one");
        }

        var names = new List<string>();
        foreach (var name in path.Split('/').Skip(1))
        {
            names.Add(name);
        }

        // A folder may end with a slash.
        if (names is [.., ""])
        {
            names.RemoveAt(names.Count - 1);
        }

        return names.TrueForAll(IsName) ? names : throw Refused("a part of it is empty, or means another place");
    }

    // Whoever reads the path may decode it once more than the one before: no form of a name may step out of its folder.
    private static bool IsName(string name)
    {
        for (var form = name; ;)
        {
            if (form.Length == 0 || form is "." or ".." || form.AsSpan().ContainsAny("/\\\0"))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(form);
            if (decoded == form)
            {
                return true;
            }

            form = decoded;
        }
    }

    private static UnreadException Refused(string why) => new(UnreadReason.Refused, $"the checkpoint's path is not read: {why}");
}

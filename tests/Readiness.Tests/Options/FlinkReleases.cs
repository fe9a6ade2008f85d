using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Tests.Options;

/// <summary>What Flink's releases say of their options: the material that the tables in the program are written from.</summary>
internal sealed partial class FlinkReleases
{
    private FlinkReleases(IReadOnlyList<Release> releases, JsonElement[] reads)
    {
        All = releases;
        Reads = reads;
    }

    /// <summary>The releases, oldest first.</summary>
    public IReadOnlyList<Release> All { get; }

    /// <summary>The options that rules look at, as <c>reads.json</c> has them.</summary>
    public IReadOnlyList<JsonElement> Reads { get; }

    /// <summary>The releases that were read, by the names of their files.</summary>
    public static FlinkReleases Load()
    {
        var folder = SharedMaterial.PathOf("flink-options")!;
        var unread = Unread(File.ReadAllText(Path.Combine(folder, "README.md")));
        var releases = Directory.GetFiles(folder, "*.json")
            .Select(file => (File: file, Name: Path.GetFileNameWithoutExtension(file)))
            .Where(entry => char.IsAsciiDigit(entry.Name[0]))
            .Select(entry => (entry.File, entry.Name, Version: Version(entry.Name)))
            .OrderBy(entry => entry.Version)
            .Select(entry => new Release(entry.Name, entry.Version, Options(entry.File), UnreadBy(unread, entry.Version)))
            .ToList();
        using var reads = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reads.json")));
        return new(releases, [.. reads.RootElement.Clone().GetProperty("options").EnumerateArray()]);
    }

    /// <summary>The version of a release that is called so.</summary>
    public static FlinkVersion Version(string release) => FlinkVersion.TryParse(release, out var version) ? version : throw new InvalidDataException(release);

    private static IReadOnlyList<Declaration> Options(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. document.RootElement.GetProperty("options").EnumerateArray().Select(option => new Declaration(
                Text(option, "key")!,
                [.. option.GetProperty("fallbackKeys").EnumerateArray().Select(key => key.ValueKind == JsonValueKind.String ? key.GetString()! : Text(key, "key")!)],
                Text(option, "default"),
                Text(option, "pattern"),
                Text(option, "scope"))),
        ];
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // "- **1.20.5**: `a`, `b`" under the heading on keys that no class reads.
    private static Dictionary<FlinkVersion, HashSet<string>> Unread(string readme)
    {
        var lists = new Dictionary<FlinkVersion, HashSet<string>>();
        var section = readme[readme.IndexOf("## Declared, but read by no class", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        foreach (Match line in UnreadLine().Matches(section))
        {
            lists[Version(line.Groups["version"].Value)] = [.. Quoted().Matches(line.Groups["keys"].Value).Select(key => key.Groups[1].Value)];
        }

        return lists;
    }

    // Of a release between two that were gone through, a key counts that both name.
    private static HashSet<string> UnreadBy(Dictionary<FlinkVersion, HashSet<string>> lists, FlinkVersion version)
    {
        if (lists.TryGetValue(version, out var own))
        {
            return own;
        }

        var before = lists.Keys.Where(listed => listed < version).Max();
        var after = lists.Keys.Where(listed => listed > version).Min();
        return [.. lists[before].Intersect(lists[after])];
    }

    [GeneratedRegex(@"^- \*\*(?<version>[\d.]+)\*\*: (?<keys>.+)$", RegexOptions.Multiline)]
    private static partial Regex UnreadLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

/// <summary>A release of Flink with what its classes declare.</summary>
/// <param name="Name">As its file is called: <c>1.20.5</c>.</param>
/// <param name="Version">Its minor line.</param>
/// <param name="Options">All declarations.</param>
/// <param name="Unread">Keys that are declared, and read by no class.</param>
internal sealed record Release(string Name, FlinkVersion Version, IReadOnlyList<Declaration> Options, IReadOnlySet<string> Unread)
{
    /// <summary>The declarations of keys that stand in a cluster's or job's configuration.</summary>
    public IEnumerable<Declaration> OfConfiguration => Options.Where(option => option.Scope is null);
}

/// <summary>One option as a class declares it.</summary>
internal sealed record Declaration(string Key, IReadOnlyList<string> FallbackKeys, string? Default, string? Pattern, string? Scope)
{
    /// <summary>All spellings, in Flink's order.</summary>
    public IEnumerable<string> Spellings => FallbackKeys.Prepend(Key);
}

using System.Text.Json;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>
/// One example of a rule: what Flink answered, and the verdict that follows. The form of the file is described in
/// <c>Fixtures/README.md</c>.
/// </summary>
public sealed class RuleFixture
{
    private RuleFixture(string file, JsonElement root)
    {
        File = file;
        Root = root;
    }

    /// <summary>The folder of all fixtures, one folder a rule.</summary>
    public static string Folder { get; } = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Readiness.Tests", "Fixtures");

    /// <summary>The file below <see cref="Folder"/>, with <c>/</c>: <c>ha-enabled/pass-zookeeper.json</c>.</summary>
    public string File { get; }

    /// <summary>The id of the rule it is about: the folder's name.</summary>
    public string RuleId => File[..File.IndexOf('/', StringComparison.Ordinal)];

    /// <summary><c>pass</c>, <c>fail</c>, <c>unknown</c> or <c>na</c>: the first word of the file's name.</summary>
    public string Kind => Path.GetFileName(File).Split('-', 2)[0];

    /// <summary>Where it was cut from: <c>1.20.5/s1-session-plain/09-running</c>.</summary>
    public string CutFrom => Root.GetProperty("cutFrom").GetString()!;

    /// <summary>What was changed by hand after it was cut, null where nothing was.</summary>
    public string? Changed => Text(Root, "changed");

    /// <summary>The id or name of the job that is judged; null for cluster rules.</summary>
    public string? Job => Text(Root, "job");

    /// <summary>The looks, oldest first; the last one is judged, the ones before it are its history.</summary>
    public IEnumerable<FixtureLook> Looks
    {
        get
        {
            var last = new FixtureLook(Root, Root);
            var earlier = Root.TryGetProperty("earlier", out var looks) ? looks.EnumerateArray().Select(look => new FixtureLook(look, Root)) : [];
            return earlier.Append(last);
        }
    }

    /// <summary>The other targets of the look, for rules on several: what they don't say holds as in the judged one.</summary>
    public IEnumerable<(string Name, FixtureLook Look)> Others => Root.TryGetProperty("others", out var others)
        ? others.EnumerateArray().Select(other => (other.GetProperty("name").GetString()!, new FixtureLook(other, Root)))
        : [];

    /// <summary>The settings of the rule, null where the file has none.</summary>
    public JsonElement? Settings => Root.TryGetProperty("settings", out var settings) ? settings : null;

    /// <summary>The uids declared for the job.</summary>
    public IReadOnlyList<string> Uids => Root.TryGetProperty("uids", out var uids) ? [.. uids.EnumerateArray().Select(uid => uid.GetString()!)] : [];

    /// <summary>The verdict that follows.</summary>
    public JsonElement Expected => Root.GetProperty("expected");

    private JsonElement Root { get; }

    /// <summary>Every fixture file below <see cref="Folder"/>, in order.</summary>
    public static IReadOnlyList<string> AllFiles { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>Reads a fixture.</summary>
    public static RuleFixture Load(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, file)));
        return new RuleFixture(file, document.RootElement.Clone());
    }

    /// <summary>A text of an object, null where it lacks the name.</summary>
    public static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

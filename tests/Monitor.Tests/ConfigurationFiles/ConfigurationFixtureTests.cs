using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>
/// Walks the folder of fixtures: each file of <c>Mistakes</c> ends with the lines that are expected of it (after <c># expect</c>), each of
/// <c>Sound</c> has none.
/// </summary>
public sealed class ConfigurationFixtureTests
{
    private const string Marker = "# expect\n";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "ConfigurationFiles", "Fixtures");

    public static TheoryData<string> Mistakes => new(Names("Mistakes"));

    public static TheoryData<string> Sound => new(Names("Sound"));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_mistake_is_reported_at_once_with_its_place(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "Mistakes", name));
        var marker = text.IndexOf(Marker, StringComparison.Ordinal);
        var expected = text[(marker + Marker.Length)..].TrimEnd('\n').Split('\n').Select(line => $"{name}:{line[2..]}");

        var result = ConfigurationReader.Read(text[..marker], name, Folder, new Dictionary<string, string>());

        Assert.Null(result.Configuration);
        Assert.Equal(expected, result.Mistakes.Select(mistake => mistake.ToString()));
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_sound_file_has_no_mistake(string name)
    {
        var result = ConfigurationReader.Read(Path.Combine(Folder, "Sound", name), new Dictionary<string, string>());

        Assert.Empty(result.Mistakes);
        Assert.NotNull(result.Configuration);
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetFiles(Path.Combine(Folder, folder), "*.yaml").Select(file => Path.GetFileName(file)).Order();
}

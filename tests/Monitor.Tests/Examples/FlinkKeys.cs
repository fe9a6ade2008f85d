using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples of Flink's configuration: flat keys that Flink has.</summary>
internal static class FlinkKeys
{
    /// <summary>Fails the test for a key that no Flink knows, and for one in a comment (<c>before 1.20: …</c>) alike.</summary>
    public static async Task CheckAsync(Example example, YamlMappingNode map)
    {
        Assert.All(map.Children.Values, value => Assert.False(string.IsNullOrWhiteSpace(YamlExamples.Text(value)), example.Place));
        foreach (var key in map.Children.Keys.Select(YamlExamples.Text).Concat(InComments(example.Text)))
        {
            // Settings of one restart strategy or backend are declared with its name in front, or behind it.
            // The plug-ins for S3 are no part of the libraries.
            Assert.True(key.StartsWith("s3.", StringComparison.Ordinal) || await FlinkLibraries.KnowAsync(key), $"{example.Place}: no Flink knows {key}");
        }
    }

    private static IEnumerable<string> InComments(string text) =>
        text.Split('\n').Where(line => line.Contains("# before ", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Trim());
}

using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Installations and upgrades of the chart: helm renders them.</summary>
internal static class HelmExamples
{
    /// <summary>Renders what <c>helm install</c> would install.</summary>
    public static async Task CheckAsync(IReadOnlyList<string> command, string place)
    {
        var chart = Path.Combine(SharedMaterial.RepositoryRoot, command[3]);
        Assert.True(Directory.Exists(chart), $"{place}: there is no chart {command[3]}");
        using var folder = new TemporaryFolder();

        // The values file of a page is the first example of values on it.
        var values = folder.Write("values.yaml", Example.Blocks.FirstOrDefault(block => place.StartsWith(block.Page + ":", StringComparison.Ordinal) && YamlExamples.IsChartValues(block))?.Text ?? string.Empty);
        var arguments = command.Skip(4).Where(word => word != "--create-namespace").Select(word => word == "values.yaml" ? values : word);
        var (exitCode, output) = await Needs.Helm!.RunAsync(["template", command[2], chart, .. arguments], string.Empty, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0 && output.Contains("kind: ConfigMap", StringComparison.Ordinal), $"{place}: {output}");
    }
}

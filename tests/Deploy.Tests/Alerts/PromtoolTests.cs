using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Alerts;

/// <summary>The promtool tests of <c>deploy/prometheus/tests</c>, run on any set of rules.</summary>
public static class PromtoolTests
{
    /// <summary>Runs them on a rule file with this text, up to the first file that fails.</summary>
    public static async Task<CommandResult> RunAsync(string rules)
    {
        var folder = Directory.CreateTempSubdirectory("flinkready-rules");
        try
        {
            var tests = folder.CreateSubdirectory("tests");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "flinkready.rules.yaml"), rules, TestContext.Current.CancellationToken);
            var files = Directory.GetFiles(Repository.PathOf("deploy", "prometheus", "tests"), "*.test.yaml");
            Assert.NotEmpty(files);
            var result = new CommandResult(0, string.Empty, string.Empty);

            // The slowest file, outage, comes first by name: last here, since one failure is enough.
            foreach (var file in files.OrderDescending(StringComparer.Ordinal))
            {
                var copy = Path.Combine(tests.FullName, Path.GetFileName(file));
                File.Copy(file, copy);
                result = await Promtool.RunAsync("test", "rules", copy);
                if (result.ExitCode != 0)
                {
                    return result;
                }
            }

            return result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

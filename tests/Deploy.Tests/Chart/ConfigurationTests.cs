using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>The program accepts every configuration that the chart writes.</summary>
public sealed class ConfigurationTests
{
    public static TheoryData<string> CiValues => [.. Helm.CiValues];

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task The_program_accepts_the_configuration(string values)
    {
        var manifests = await Helm.RenderAsync(values);
        var files = manifests.Single(manifest => manifest.Kind() == "ConfigMap" && manifest["data"]!["flinkready.yaml"] is not null)["data"]!.AsObject();
        var folder = Directory.CreateTempSubdirectory("flinkready-config");
        try
        {
            foreach (var (name, content) in files)
            {
                // Where the pod has them mounted; here they lie in a folder.
                var text = content!.ToString().Replace("/etc/flinkready/", string.Empty).Replace("/var/run/secrets/flinkready/", "secrets/");
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, TestContext.Current.CancellationToken);
            }

            foreach (var secret in new[] { "payments-access/token", "payments-access/tls.crt", "payments-access/tls.key", "clicks-access/password" })
            {
                var path = Path.Combine(folder.FullName, "secrets", secret);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, "x\n", TestContext.Current.CancellationToken);
            }

            var result = await Flinkready.RunAsync("config", "check", Path.Combine(folder.FullName, "flinkready.yaml"));

            Assert.True(result.ExitCode == 0, result.All);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

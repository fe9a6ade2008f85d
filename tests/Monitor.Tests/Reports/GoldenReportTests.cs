using System.Text.Json;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>
/// Whole reports, as a reader gets them. A change of a rule's words changes them: run with <c>UPDATE_GOLDEN=1</c> to write them anew, and look at the
/// difference as a reader would.
/// </summary>
public sealed class GoldenReportTests
{
    private static readonly string Folder = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Monitor.Tests", "Reports", "Golden");

    [Theory]
    [InlineData("demo-100.txt", "100", "--recording demo")]
    [InlineData("demo-60.txt", "60", "--recording demo --min-severity critical")]
    [InlineData("demo-by-job.txt", "80", "--recording demo --job skew")]
    [InlineData("demo-summary.txt", "80", "--recording demo --summary")]
    [InlineData("demo.md", "80", "--recording demo --format markdown")]
    [InlineData("demo-skew.sarif", "80", "--recording demo --job skew --format sarif --include unknown")]
    [InlineData("demo-skew.junit.xml", "80", "--recording demo --job skew --format junit")]
    [InlineData("demo-skew.html", "80", "--recording demo --job skew --format html")]
    [InlineData("demo-skew.json", "80", "--recording demo --job skew --format json")]
    public async Task A_report_is_what_was_reviewed(string name, string columns, string args)
    {
        var run = await CliRun.Of(["scan", .. args.Split(' '), "--now", "2026-11-30T00:00:00Z", "--fail-on", "never"], environment: new Dictionary<string, string> { ["COLUMNS"] = columns });

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var text = Path.GetExtension(name) switch
        {
            ".json" => Indented(run.Out),
            // What a report looks like is seen elsewhere.
            ".html" => run.Out.Replace(StyleSheet.Css, string.Empty, StringComparison.Ordinal).Replace(HtmlText.Encode(StyleSheet.Sha256), string.Empty, StringComparison.Ordinal),
            _ => run.Out,
        };
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), text);
    }

    // For whoever reads the difference.
    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            document.RootElement.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(output.ToArray()) + "\n";
    }
}

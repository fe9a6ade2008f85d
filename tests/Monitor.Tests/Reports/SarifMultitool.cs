using System.Text.Json;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Microsoft's validator of SARIF, which knows more than the schema: what references lead to, what texts must look like, what GitHub asks for.</summary>
internal static class SarifMultitool
{
    /// <summary>The reason a test gives when it skips for want of the tool.</summary>
    public const string MissingReason = "the SARIF Multitool is not installed (deploy/tools/get-sarif-multitool.sh puts it into artifacts/tools)";

    private static readonly string Executable = Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "tools", "sarif-multitool", "Sarif.Multitool");

    /// <summary>True where it can be asked.</summary>
    public static bool IsInstalled => File.Exists(Executable);

    /// <summary>Its errors and warnings about every <c>*.sarif</c> of a folder, each with its file and place.</summary>
    public static async Task<IReadOnlyList<string>> ValidateAsync(string folder)
    {
        using var output = new TemporaryFolder();
        var log = output.File("log");
        var files = Directory.GetFiles(folder, "*.sarif");
        var tool = ExternalTool.At(Executable);

        // Its exit code says only that it ran: what it found stands in its log.
        var (exitCode, said) = await tool.RunAsync(["validate", Path.Combine(folder, "*.sarif"), "--rule-kind", "Sarif;Gh", "--output", log, "--log", "ForceOverwrite"], string.Empty, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0 && said.Contains($"Done. {files.Length:N0} files scanned.", StringComparison.Ordinal), said);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken));
        var run = document.RootElement.GetProperty("runs")[0];
        return [.. run.GetProperty("results").EnumerateArray().Where(IsComplaint).Select(Describe)];
    }

    // A level that is left out is a warning.
    private static bool IsComplaint(JsonElement result) => !result.TryGetProperty("level", out var level) || level.GetString() is "warning" or "error";

    private static string Describe(JsonElement result)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        var file = Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        var message = result.GetProperty("message");
        var text = message.TryGetProperty("arguments", out var arguments) ? string.Join("; ", arguments.EnumerateArray().Select(argument => argument.GetString())) : message.GetProperty("text").GetString();
        return $"{file}: {result.GetProperty("ruleId").GetString()}: {text}";
    }
}

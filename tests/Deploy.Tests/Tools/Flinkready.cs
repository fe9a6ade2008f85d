namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>The program itself, as it was built beside these tests.</summary>
public static class Flinkready
{
    /// <summary>Runs <c>flinkready</c> to its end.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        // artifacts/bin/Deploy.Tests/debug and artifacts/bin/Monitor/debug: the same configuration as these tests have.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Repository.PathOf("artifacts", "bin", "Monitor", configuration, "flinkready.dll");
        return await Command.RunAsync("dotnet", [assembly, .. arguments], TestContext.Current.CancellationToken);
    }
}

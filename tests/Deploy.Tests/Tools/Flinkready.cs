namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>The program itself, as it was built beside these tests.</summary>
public static class Flinkready
{
    /// <summary>Runs <c>flinkready</c> to its end.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", [Assembly, .. arguments], TestContext.Current.CancellationToken);

    /// <summary>The program's assembly, to be started with <c>dotnet</c>.</summary>
    // artifacts/bin/Deploy.Tests/debug and artifacts/bin/Monitor/debug: the same configuration as these tests have.
    public static string Assembly { get; } =
        Repository.PathOf("artifacts", "bin", "Monitor", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "flinkready.dll");
}

namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for a message.</summary>
    public string All => $"exit code {ExitCode}\n{Output}{Error}";
}

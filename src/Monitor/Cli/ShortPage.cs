using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>What the program says when it is called with nothing: what it is for, and three ways to begin.</summary>
internal static class ShortPage
{
    private const string Text =
        """
        flinkready checks live Flink jobs and clusters against the production
        readiness checklist. It only reads.

          flinkready demo
              a recorded cluster in the browser: no Flink, no configuration
          flinkready scan http://localhost:8081
              one report on a cluster: what is wrong, and what to change
          flinkready watch --config flinkready.yaml
              metrics, pages and an API on all clusters, day and night

        "flinkready help" lists the commands, "flinkready help scan" shows one with
        its options, an example and its exit codes.

        """;

    /// <summary>Writes it.</summary>
    public static async Task<int> WriteAsync(ProgramEnvironment surroundings, CancellationToken cancellationToken)
    {
        await surroundings.WriteAsync(Text.ReplaceLineEndings("\n"), cancellationToken);
        return ExitCodes.Success;
    }
}

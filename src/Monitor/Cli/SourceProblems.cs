using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli;

/// <summary>Tells what could not be looked for in Kubernetes.</summary>
internal static class SourceProblems
{
    /// <summary>A line for each, and one for what is known and not asked.</summary>
    public static void Tell(this ProgramEnvironment surroundings, DiscoveryResult found)
    {
        surroundings.Tell(found.Problems);
        var parked = found.Targets.Count(static target => target.IsParked);
        if (parked > 0)
        {
            surroundings.Error.WriteLine($"flinkready: {Readiness.Names.Text.Count(parked, "deployment")} not asked, suspended or ended; \"flinkready targets\" lists them");
        }
    }

    /// <summary>A line for each.</summary>
    public static void Tell(this ProgramEnvironment surroundings, IReadOnlyList<SourceProblem> problems)
    {
        foreach (var problem in problems)
        {
            surroundings.Error.WriteLine($"flinkready: {PlainText.Line(problem.Message, 2000)}");
        }
    }
}

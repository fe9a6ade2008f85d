using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Decides how a scan ends: 3 wins over 1 over 4.</summary>
internal static class ScanVerdict
{
    /// <summary>The exit code.</summary>
    /// <param name="result">The scan.</param>
    /// <param name="context">What fails it.</param>
    /// <param name="requireComplete">Whether what could not be decided ends it with 3.</param>
    /// <param name="minScore">The lowest score allowed, null for any.</param>
    public static int ExitCode(ScanResult result, ReportContext context, bool requireComplete, double? minScore)
    {
        var checks = LocatedCheck.Of(result.Assessment).ToList();
        var notAssessed = result.Targets.Any(target => !target.WasReadable);
        var incomplete = requireComplete && checks.Any(located => IsIncomplete(located.Check, context.FailOn));
        if (notAssessed || incomplete || (minScore is not null && result.Assessment.Score is null))
        {
            return ExitCodes.NotAssessed;
        }

        if (checks.Any(located => context.Fails(located.Check)))
        {
            return ExitCodes.Violations;
        }

        return minScore is { } minimum && result.Assessment.Score < minimum ? ExitCodes.LowScore : ExitCodes.Success;
    }

    private static bool IsIncomplete(CheckResult check, Severity? failOn) => check.Status switch
    {
        CheckStatus.Unknown => check.UnknownReason != UnknownReason.NeedsHistory && check.Severity >= failOn,
        CheckStatus.Pass => !check.Complete,
        _ => false,
    };
}

using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.OperatorIds.Contract;
using Words = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Reads a side from a JSON report of this program: what it could prove of the job's operators.</summary>
internal static class ReportSide
{
    /// <summary>Reads the job.</summary>
    /// <exception cref="UsageException">It is no report, or has no such job, or several.</exception>
    public static OperatorSet Read(JsonElement report, SideRequest request, string path)
    {
        try
        {
            var jobs = report.GetProperty("targets").EnumerateArray()
                .SelectMany(target => target.GetProperty("jobs").EnumerateArray().Select(job => (Target: target, Job: job)))
                .Where(entry => request.Job is null || Text(entry.Job, "jobName") == request.Job)
                .ToList();
            return jobs switch
            {
                [var only] => Read(only.Target, only.Job),
                [] => throw new UsageException(request.Job is { } wanted ? $"--job {wanted} is not in {request.Option} {path}" : $"{request.Option} {path} has no job"),
                _ => throw new UsageException($"{request.Option} {path} has several jobs: choose one with --job; it has {string.Join(", ", jobs.Select(entry => $"\"{Text(entry.Job, "jobName")}\"").Distinct().Take(10))}"),
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{request.Option} {path} is not a report of flinkready: write one with --format json");
        }
    }

    private static OperatorSet Read(JsonElement target, JsonElement job)
    {
        var operators = job.GetProperty("operators").EnumerateArray().Select(Operator).ToList();
        var hidden = operators.Count(one => one.Id is null);
        return new OperatorSet(operators)
        {
            JobName = Text(job, "jobName"),
            FlinkVersion = Text(target, "flinkVersion"),
            WhyIncomplete = hidden > 0 ? $"The report has no ids of {Words.Count(hidden, "operator")} inside chains." : "A report has what could be proven, and may lack operators inside chains.",
        };
    }

    private static ComparedOperator Operator(JsonElement one)
    {
        var name = Text(one, "name") ?? string.Empty;
        return new ComparedOperator(Text(one, "operatorId")?.ToLowerInvariant(), name)
        {
            Uid = Text(one, "uid") switch { "auto" => UidVerdict.Auto, "declared" => UidVerdict.Declared, "explicit" => UidVerdict.Explicit, _ => UidVerdict.Undecided },
            UidText = Text(one, "declaredUid"),
            HasState = OperatorSetReader.StateBySight(name, one.GetProperty("chainedSource").GetBoolean(), !one.GetProperty("assignable").GetBoolean()),
        };
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>What is known of the applications of a cluster, Flink 2.3 and later: what submitted its jobs.</summary>
internal sealed class ApplicationFacts
{
    private const string Entries = $"{ApplicationExceptions.Field.History}.{ApplicationExceptionHistory.Field.Entries}";

    private readonly Answer<ApplicationList> _list;
    private readonly Answer<ApplicationFailures> _failures;

    internal ApplicationFacts(ReadingSet readings)
    {
        _list = Answer.Of(readings, ApplicationList.Key);
        _failures = Answer.Of(readings, ApplicationFailures.Key);
    }

    /// <summary>The answer that lists them.</summary>
    public Origin Origin => _list.Origin;

    /// <summary>All that are listed, those around one job of a session cluster too; empty where that was not read.</summary>
    public IReadOnlyList<ApplicationOverview> All => _list.Payload?.Applications ?? [];

    /// <summary>The state of one.</summary>
    public Fact<string> Status(ApplicationOverview application) => _list.Object(
        $"{ApplicationList.Field.Applications}[{ApplicationOverview.Field.Id}={application.Id}].{ApplicationOverview.Field.Status}", _ => application.Status);

    /// <summary>What the newest failure of one came from, in one line with secrets masked; missing where that was not read.</summary>
    public Fact<string> Reason(ApplicationOverview application)
    {
        var newest = _failures.Payload?.ByApplication.GetValueOrDefault(application.Id)?.History?.Entries?.MaxBy(static entry => entry.TimestampMs ?? 0);
        var origin = new Origin(ApplicationExceptions.PathOf(application.Id), _failures.Origin.State, _failures.ReadAt, _failures.Origin.Reason);
        return newest?.Trace?.RootCause is { Length: > 0 } cause ? Fact<string>.Known(origin, $"{Entries}[0].{ExceptionEntry.Field.Trace}", cause)
            : newest?.ExceptionName is { } name ? Fact<string>.Known(origin, $"{Entries}[0].{ExceptionEntry.Field.ExceptionName}", name)
            : Fact<string>.Missing(origin, $"{Entries}[0].{ExceptionEntry.Field.Trace}");
    }
}

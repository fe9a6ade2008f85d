using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>What Flink's two lists of jobs say, <c>/jobs</c> and <c>/jobs/overview</c>, which were read one after the other.</summary>
public sealed class JobListFacts
{
    private static readonly HashSet<string> None = new(StringComparer.Ordinal);

    private readonly Answer<JobIdList> _ids;
    private readonly Answer<JobsOverview> _overview;
    private IReadOnlySet<string>? _missing;
    private IReadOnlySet<string>? _listed;

    internal JobListFacts(ReadingSet readings)
    {
        _ids = Answer.Of(readings, JobIdList.Key);
        _overview = Answer.Of(readings, JobsOverview.Key);
    }

    /// <summary>When <c>/jobs</c>, the first of them, was asked.</summary>
    public DateTimeOffset ReadAt => _ids.ReadAt;

    /// <summary>When the first of the two was asked that were.</summary>
    internal DateTimeOffset ListedAt => _ids.IsMissing || (!_overview.IsMissing && _overview.ReadAt < _ids.ReadAt) ? _overview.ReadAt : _ids.ReadAt;

    /// <summary>True where both were read.</summary>
    public bool AreRead => _ids.Payload is not null && _overview.Payload is not null;

    /// <summary>True where a list was too long to be kept whole: a job that is not in it may run all the same.</summary>
    internal bool AreCut => _ids.Payload?.Jobs is { Beyond: > 0 } || _overview.Payload?.Jobs is { Beyond: > 0 };

    /// <summary>How many jobs are listed, those beyond what is kept included.</summary>
    internal int Listing => Math.Max(
        _overview.Payload?.Jobs is { } shown ? shown.Count + shown.Beyond : 0, _ids.Payload?.Jobs is { } listed ? listed.Count + listed.Beyond : 0);

    /// <summary>Ids of running jobs of <c>/jobs</c> that <c>/jobs/overview</c> leaves out; none where a list was not read.</summary>
    public IReadOnlySet<string> Missing => _missing ??= AreCut ? None : FindMissing(_ids.Payload?.Jobs, _overview.Payload?.Jobs);

    /// <summary>Ids of all jobs that one of the lists has, ended ones too.</summary>
    public IReadOnlySet<string> Listed => _listed ??= (_ids.Payload?.Jobs ?? []).Select(static job => job.Id)
        .Concat((_overview.Payload?.Jobs ?? []).Select(static job => job.Id)).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many jobs that have ended <c>/jobs/overview</c> lists.</summary>
    public int Ended => (_overview.Payload?.Jobs ?? []).Count(static job => job.State is "FINISHED" or "CANCELED" or "FAILED");

    /// <summary>How many jobs <c>/jobs/overview</c> lists, for evidence.</summary>
    public Fact<int> Count => _overview.Value($"{JobsOverview.Field.Jobs}.{FieldPath.Length}", static list => list.Jobs?.Count + list.Jobs?.Beyond);

    /// <summary>The state that <c>/jobs</c> gives a job.</summary>
    public Fact<string> Status(string id) =>
        _ids.Object(StatusField(id), list => list.Jobs?.FirstOrDefault(job => job.Id == id)?.Status);

    /// <summary>The entry of a job in <c>/jobs/overview</c>.</summary>
    public Fact<JobOverview> Entry(string id) =>
        _overview.Object(EntryField(id), list => list.Jobs?.FirstOrDefault(job => job.Id == id));

    /// <summary>A job's id as <c>/jobs/overview</c> lists it.</summary>
    public Fact<string> Id(string id) => Fact<string>.Known(_overview.Origin, $"{JobsOverview.Field.Jobs}[].{JobOverview.Field.Id}", id);

    /// <summary>Where <c>/jobs</c> has the state of a job.</summary>
    internal static string StatusField(string id) => $"{JobIdList.Field.Jobs}[{JobIdWithStatus.Field.Id}={id}].{JobIdWithStatus.Field.Status}";

    /// <summary>Where <c>/jobs/overview</c> has it.</summary>
    internal static string StateField(string id) => $"{EntryField(id)}.{JobOverview.Field.State}";

    /// <summary>Where <c>/jobs/overview</c> has when a job started.</summary>
    internal static string StartField(string id) => $"{EntryField(id)}.{JobOverview.Field.StartTimeMs}";

    /// <summary>Where the start of a job was read.</summary>
    internal static Evidence StartEvidence(ListedJob job) =>
        new(JobsOverview.Key.Template, $"{EntryField(job.Id)}.{JobOverview.Field.StartTimeMs}", job.StartTimeMs?.ToString(CultureInfo.InvariantCulture) ?? Evidence.NotSet);

    /// <summary>Every job of either list, those of <c>/jobs/overview</c> first.</summary>
    internal IReadOnlyList<ListedJob> ListedJobs()
    {
        var shown = _overview.Payload?.Jobs ?? [];
        var known = shown.Select(static job => job.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. shown.Select(static job => new ListedJob(job.Id, job.StartTimeMs, !JobStates.IsTerminal(job.State))),
            .. (_ids.Payload?.Jobs ?? []).Where(job => !known.Contains(job.Id)).Select(static job => new ListedJob(job.Id, null, !JobStates.IsTerminal(job.Status))),
        ];
    }

    private static string EntryField(string id) => $"{JobsOverview.Field.Jobs}[{JobOverview.Field.Id}={id}]";

    private static HashSet<string> FindMissing(IReadOnlyList<JobIdWithStatus>? listed, IReadOnlyList<JobOverview>? shown)
    {
        if (listed is null || shown is null)
        {
            return None;
        }

        HashSet<string>? missing = null;
        var known = shown.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var job in listed)
        {
            if (job.Status == "RUNNING" && !known.Contains(job.Id))
            {
                (missing ??= new HashSet<string>(StringComparer.Ordinal)).Add(job.Id);
            }
        }

        return missing ?? None;
    }
}

using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>Holds a poll of a target against what is remembered of the one before. Pure.</summary>
internal sealed class ChangeDetector
{
    private readonly string _target;
    private readonly DateTimeOffset _at;
    private readonly List<Change> _changes = [];

    private ChangeDetector(string target, DateTimeOffset at) => (_target, _at) = (target, at);

    /// <summary>What changed.</summary>
    /// <param name="before">What is remembered.</param>
    /// <param name="view">The target after a poll, or before its first.</param>
    /// <param name="at">When the poll ended.</param>
    /// <returns>What is to be remembered, and the changes in no particular order.</returns>
    public static (TargetMark Mark, IReadOnlyList<Change> Changes) Compare(TargetMark before, TargetView view, DateTimeOffset at)
    {
        if (view.State.Current is not { } current)
        {
            return (before, []);
        }

        var detector = new ChangeDetector(current.Name, at);
        var mark = current.IsUp ? detector.Up(before, current) : detector.Down(before, current);
        return (mark with { At = at }, detector._changes);
    }

    // While it does not answer, what was found still stands: an outage is one line, however many checks it makes unknown.
    private TargetMark Down(TargetMark before, TargetAssessment current)
    {
        if (before.IsUp != false)
        {
            Target(before.IsUp is null ? ChangeWords.Absent : ChangeWords.Up, ChangeWords.Down, $"It does not answer: {current.Error?.Message ?? "no reason was given"}");
            before = before with { IsUp = false, Since = _at };
        }

        if (current.Assessed || !before.IsSeen || before.IsStale)
        {
            return before;
        }

        Target(ChangeWords.Down, CheckStatus.Unknown.ToText(), $"It has not answered for {Text.Duration(_at - before.Since)}: its verdicts are too old to be shown.");
        return before with { IsStale = true };
    }

    private TargetMark Up(TargetMark before, TargetAssessment current)
    {
        var isFirst = !before.IsSeen;
        if (before is { IsUp: false, IsSeen: true })
        {
            Target(ChangeWords.Down, ChangeWords.Up, $"It answers again, after {Text.Duration(_at - before.Since)}.");
        }

        var cluster = before.Cluster.After(current.Checks, keepsOpen: false, (check, from, to) => Check(null, check, from, to, isFirst));
        var jobs = Jobs(before, current, isFirst);
        var mark = before with
        {
            IsUp = true,
            Since = before.IsUp == true ? before.Since : _at,
            IsSeen = true,
            IsStale = false,
            Cluster = cluster,
            Jobs = jobs,
            Unread = Unread(current.Checks) + jobs.Values.Sum(job => job.Unread),
        };
        if (isFirst)
        {
            var all = jobs.Values.Select(job => job.Checks).Prepend(cluster).ToList();
            Target(before.IsUp == false ? ChangeWords.Down : ChangeWords.Absent, before.IsUp == false ? ChangeWords.Up : ChangeWords.Added, $"It answers: {Text.Count(current.Jobs.Count, "job")}, {ChangeWords.Open(all)}.");
        }
        else if (before.Unread == 0 && mark.Unread > 0)
        {
            Target(ChangeWords.Read, ChangeWords.Unread, $"It answers, but what {Text.Count(mark.Unread, "check")} need could not be read.");
        }
        else if (before.Unread > 0 && mark.Unread == 0)
        {
            Target(ChangeWords.Unread, ChangeWords.Read, $"Everything that its checks need could be read, {ChangeWords.Open(jobs.Values.Select(job => job.Checks).Prepend(cluster))}.");
        }

        return mark;
    }

    private Dictionary<string, JobMark> Jobs(TargetMark before, TargetAssessment current, bool isFirst)
    {
        var marks = new Dictionary<string, JobMark>(before.Jobs.Count, StringComparer.Ordinal);
        foreach (var group in current.Jobs.GroupBy(job => job.JobName, StringComparer.Ordinal))
        {
            var jobs = Relevant([.. group]);
            marks[group.Key] = Job(group.Key, before.Jobs.GetValueOrDefault(group.Key), jobs, isFirst);
        }

        foreach (var (name, job) in before.Jobs)
        {
            // Clusters forget jobs that are over after a while: that is no news.
            if (!job.IsTerminal && !marks.ContainsKey(name))
            {
                Job(name, job.State, ChangeWords.Gone, $"It is gone, with {ChangeWords.Failing(job.Checks)}.");
            }
        }

        return marks;
    }

    private JobMark Job(string name, JobMark? before, List<JobAssessment> jobs, bool isFirst)
    {
        var newest = jobs[0];
        if (jobs.Count == 1 && before is not null && before.Stamp.IsSameAs(newest.Stamp))
        {
            return before;
        }

        var isNew = before is null;
        var checks = (before?.Checks ?? CheckMarks.None).After(jobs.SelectMany(job => job.Checks), newest.IsTerminal, (check, from, to) => Check(name, check, from, to, isFirst || isNew));
        if (isNew && !isFirst)
        {
            Job(name, ChangeWords.Absent, newest.State, $"It appeared, {ChangeWords.Open([checks])}.");
        }
        else if (before is not null && before.Id != newest.JobId && !jobs.Exists(job => job.JobId == before.Id && !job.IsTerminal))
        {
            Job(name, before.State, newest.State, $"It runs anew, as job {newest.JobId}, {ChangeWords.Open([checks])}.");
        }
        else if (before is not null && newest.IsTerminal && (!before.IsTerminal || before.State != newest.State))
        {
            Job(name, before.State, newest.State, $"It ended: {newest.State}, with {ChangeWords.Failing(checks)}.");
        }

        var told = before?.Told;
        if (newest.Drift is { } drift)
        {
            (told, var news) = OperatorNews.Of(drift, newest.StartTime, told);
            _changes.AddRange(isNew ? [] : news.Select(one => Of(ChangeKind.Operator, name, one.From, one.To, one.Message)));
        }

        return new JobMark(newest.JobId, newest.State, newest.IsTerminal, checks, jobs.Sum(job => Unread(job.Checks)), told, jobs.Count == 1 ? newest.Stamp : FlinkModel.Sources.Stamp.None);
    }

    // Jobs that are over beside a newer one are history.
    private static List<JobAssessment> Relevant(List<JobAssessment> jobs)
    {
        var live = jobs.FindAll(job => !job.IsTerminal);
        return live.Count > 0 ? [.. live.OrderByDescending(job => job.StartTime)] : [jobs.MaxBy(job => job.StartTime)!];
    }

    private static int Unread(IReadOnlyList<CheckResult> checks) => checks.Count(check => check is { Status: CheckStatus.Unknown, UnknownReason: UnknownReason.Unread });

    private void Check(string? job, CheckResult check, CheckState from, CheckState to, bool isFirstLook)
    {
        // What a target or a job brings along is told in one line with it.
        if (!isFirstLook)
        {
            _changes.Add(OfCheck(_at, _target, job, check, from, to));
        }
    }

    /// <summary>The change of a check.</summary>
    public static Change OfCheck(DateTimeOffset at, string? target, string? job, CheckResult check, CheckState from, CheckState to) => new()
    {
        At = at,
        Kind = ChangeKind.Check,
        Target = target,
        JobName = job,
        Rule = check.Rule.Id,
        Severity = to.SeverityOf() ?? from.SeverityOf() ?? check.Severity,
        From = from.ToText(),
        To = to.ToText(),
        Message = ChangeWords.Line(check.Message),
    };

    private void Target(string from, string to, string message) => _changes.Add(Of(ChangeKind.Target, null, from, to, message));

    private void Job(string name, string from, string to, string message) => _changes.Add(Of(ChangeKind.Job, name, from, to, message));

    private Change Of(ChangeKind kind, string? job, string from, string to, string message) =>
        new() { At = _at, Kind = kind, Target = _target, JobName = job, From = from, To = to, Message = ChangeWords.Line(message) };
}

using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// A job that runs twice: most often a deployment that started the new version and left the old one running. A name alone makes no two jobs one: SQL names an
/// INSERT after its table, whatever the query.
/// </summary>
internal sealed class JobDuplicate : ClusterRule
{
    // A name that more graphs than this share is nobody's own.
    private const int MaxGraphs = 32;

    /// <summary>The rule.</summary>
    public JobDuplicate()
        : base(new RuleDescriptor
        {
            Id = "job-duplicate",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "No job runs twice",
            Why = "A job that runs twice usually reads the same input and writes the same output: results are doubled, and metrics of the two mix.",
            Fix = "Find out whether they are one job; give two different jobs different names.",
            Needs = [JobsOverview.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var live = context.Runs.All.Where(run => !run.IsOver && run.Graph is not null && cluster.LiveIds.Contains(run.JobId)).ToList();
        var groups = live.GroupBy(static run => run.Name, StringComparer.Ordinal).Where(static name => name.Skip(1).Any()).SelectMany(name => Akin([.. name]))
            .Concat(Restored(live)).ToList();
        if (groups.Count == 0)
        {
            return new Verdict.Pass("No live job is the same as another one.");
        }

        // One poll may fall between the start of a new version and the end of the old one.
        var lasting = groups.Select(group => group.Where(run => context.History.Runs.Find(run.JobId, run.StartTime) is { IsOver: false, Graph: not null }).ToList())
            .Where(static group => group.Count > 1).ToList();
        return lasting.Count == 0
            ? Verdict.NeedsHistory($"{groups[0].Count} live jobs called {Text.Name(groups[0][0].Name)} look like one job: that counts when the next look finds them, too.")
            : new Verdict.Fail(
                lasting.Count == 1 ? Message(lasting[0]) : $"{lasting.Count} jobs run more than once.",
                [.. lasting.Select(group => Accuse(group, cluster.JobLists, context.Severity))]);
    }

    // The jobs of one name, put together by graph.
    private static IEnumerable<List<KnownRun>> Akin(List<KnownRun> runs)
    {
        var groups = new List<List<KnownRun>>();
        foreach (var run in runs.OrderBy(static run => run.StartTime))
        {
            if (groups.Find(group => SameJob.Between(group[0], run) != JobLink.None) is { } group)
            {
                group.Add(run);
            }
            else if (groups.Count < MaxGraphs)
            {
                groups.Add([run]);
            }
        }

        return groups.Where(static group => group.Count > 1);
    }

    // One that was started from the state of another under another name, which went on.
    private static IEnumerable<List<KnownRun>> Restored(List<KnownRun> live)
    {
        var restored = live.Where(static run => run.StartedFrom is { Path: not null }).ToList();
        return restored.Count == 0
            ? []
            : live.SelectMany(run => restored.Where(other => other.Name != run.Name && SameJob.WasStartedFrom(other, run) && other.Graph!.IsAkinTo(run.Graph!)).Select(other => new List<KnownRun> { run, other }));
    }

    private static Finding Accuse(List<KnownRun> group, JobListFacts lists, Severity severity)
    {
        var isCertain = SameJob.Between(group[0], group[1]).IsCertain();
        return new Finding
        {
            Message = Message(group),
            Severity = severity,
            Certainty = isCertain ? Certainty.Proven : Certainty.Inferred,
            Resource = Resource.Cluster,
            Evidence = [.. group.Take(5).Select(run => lists.Id(run.JobId).Evidence)],
            Remediation = isCertain
                ? "One was started from the state of the other, which went on: decide which of them is to run on, and stop the other one with a savepoint."
                : "That they are one job is concluded from name and graph alone. Compare what they read and write: if they are two jobs, give them different names.",
        };
    }

    private static string Message(List<KnownRun> group) => group.TrueForAll(run => run.Name == group[0].Name)
        ? $"{group.Count} live jobs called {Text.Name(group[0].Name)} look like one job that runs {(group.Count == 2 ? "twice" : "more than once")}: {string.Join(", ", group.Take(5).Select(static run => run.JobId))}."
        : $"Job {Text.Name(group[1].Name)} ({group[1].JobId}) was started from the state of job {Text.Name(group[0].Name)} ({group[0].JobId}), and both run.";
}

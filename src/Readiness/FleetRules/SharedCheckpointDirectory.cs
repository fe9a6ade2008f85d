using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>
/// Live jobs of different clusters whose checkpoints lie in one folder. A folder bears the job id, which high availability derives from the cluster id: two
/// applications with one fixed cluster id have one job id.
/// </summary>
internal sealed class SharedCheckpointDirectory : FleetRule
{
    /// <summary>The rule.</summary>
    public SharedCheckpointDirectory()
        : base(new RuleDescriptor
        {
            Id = "shared-checkpoint-directory",
            Scope = RuleScope.Fleet,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "No two jobs write checkpoints into one directory",
            Why = "Two jobs with one id and one checkpoint directory overwrite and delete each other's checkpoints: when one fails there may be nothing left to restore it from.",
            Fix = "Give each cluster a checkpoint directory of its own, or a cluster id of its own, from which its jobs get other ids.",
            Needs = [CheckpointStatistics.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(FleetRuleContext context)
    {
        if (context.Members.Count < 2)
        {
            return new Verdict.NotApplicable("There is no second target to compare with.");
        }

        var unread = context.Members.Where(member => member.Facts is null).ToList();
        var checkpoints = context.Members.Sum(member => member.Facts?.Checkpoints.Count ?? 0);
        var findings = new List<Finding>();
        var undecided = new List<string>();
        foreach (var shared in context.Shared)
        {
            foreach (var folder in Places(shared).GroupBy(place => place.Directory.Text, StringComparer.Ordinal).Where(folder => folder.Count() > 1))
            {
                Judge([.. folder], context, findings, undecided);
            }
        }

        var rest = unread.Count == 0 ? string.Empty : $" {Listing.Of(unread)} did not answer yet.";
        return findings.Count > 0
            ? new Verdict.Fail(findings.Count == 1 ? findings[0].Message : $"{findings.Count} checkpoint directories are each written by several jobs.", findings, undecided.Count == 0 && unread.Count == 0)
            : undecided.Count > 0 ? Verdict.Undecidable($"{string.Join("; ", undecided)}.{rest}")
            : checkpoints == 0 && unread.Count > 0 ? Verdict.Unread($"No checkpoint of a second target was read.{rest}")
            : checkpoints == 0 ? new Verdict.NotApplicable("No live job has a completed checkpoint with an address.")
            : new Verdict.Pass($"{Text.Count(checkpoints, "job")} with checkpoints, no two in one directory.{rest}", unread.Count == 0);
    }

    private static void Judge(List<Place> folder, FleetRuleContext context, List<Finding> findings, List<string> undecided)
    {
        var apart = new HashSet<Place>();
        var isUnclear = false;
        for (var first = 0; first < folder.Count; first++)
        {
            for (var second = first + 1; second < folder.Count; second++)
            {
                switch (Compare(folder[first], folder[second]))
                {
                    case Likeness.Two:
                        apart.UnionWith([folder[first], folder[second]]);
                        break;
                    case Likeness.Unclear:
                        isUnclear = true;
                        break;
                }
            }
        }

        var doubt = folder[0].Directory.Doubt;
        if (apart.Count > 0 && doubt is null)
        {
            findings.Add(Finding([.. apart.OrderBy(place => place.Member.Name, StringComparer.Ordinal)], context));
        }
        else if (apart.Count > 0 || isUnclear)
        {
            undecided.Add($"{Listing.Of([.. folder.Select(place => place.Member)])} show one checkpoint directory, {Text.Name(folder[0].Directory.Text)}: "
                + (apart.Count > 0 ? doubt : "whether the jobs in it run at one time was not seen"));
        }
    }

    private static IEnumerable<Place> Places(SharedKey shared) =>
        from member in shared.Members
        from checkpoint in member.Facts!.Checkpoints
        where FleetMember.KeyOf(checkpoint.JobId) == shared.Key
        let directory = CheckpointDirectory.Of(checkpoint.Path)
        where directory is not null
        select new Place(member, checkpoint, directory);

    // One run that two targets show is one job. A run that began after the other was last seen may have taken its place.
    private static Likeness Compare(Place one, Place other)
    {
        if (one.Checkpoint.StartTimeMs == other.Checkpoint.StartTimeMs || ClusterLikeness.Compare(one.Member.Facts!, other.Member.Facts!).Likeness == Likeness.One)
        {
            return Likeness.One;
        }

        var (earlier, later) = one.Member.Facts!.ListedAt <= other.Member.Facts!.ListedAt ? (one, other) : (other, one);
        return ClusterLikeness.RanAt(later.Checkpoint.StartTimeMs, later.Member.Facts!, earlier.Member.Facts!.ListedAt) ? Likeness.Two : Likeness.Unclear;
    }

    private static Finding Finding(List<Place> places, FleetRuleContext context)
    {
        var members = places.Select(place => place.Member).ToList();
        var names = places.Select(place => $"{Text.Name(place.Checkpoint.JobName)} of {place.Member.Name}").ToList();
        return new Finding
        {
            Message = $"{places.Count} jobs of different clusters write their checkpoints into one directory, {places[0].Directory.Text}, and delete each other's: {string.Join(", ", names)}. They have one job id, {places[0].Checkpoint.JobId}.",
            Severity = context.SeverityFor(members),
            Certainty = Certainty.Inferred,
            Resource = Resource.Fleet([.. members.Select(member => member.Name)]),
            Evidence = [.. places.Select(place => place.Checkpoint.Evidence).Distinct()],
            Remediation = "Stop all of these jobs but one with a savepoint, give each cluster a checkpoint directory of its own, and start them from their savepoints:\n"
                + "execution.checkpointing.dir: <directory>/<name-of-this-cluster>\n"
                + "before Flink 1.20:\nstate.checkpoints.dir: <directory>/<name-of-this-cluster>",
        };
    }

    private sealed record Place(FleetMember Member, JobCheckpoint Checkpoint, CheckpointDirectory Directory);
}

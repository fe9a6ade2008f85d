using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// What the cluster's configuration says for clients, beside what the job shows. Whoever submits a job reads such an option from its own configuration: a key of the
/// JobManager's counts in application mode and for jobs of its web interface only, and the job's code wins everywhere.
/// </summary>
internal sealed class ClusterOptionNotApplied : JobRule
{
    /// <summary>The rule.</summary>
    public ClusterOptionNotApplied()
        : base(new RuleDescriptor
        {
            Id = "cluster-option-not-applied",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Info,
            Title = "What the cluster's configuration says for jobs holds for the job",
            Why = "Interval, retention, mode and max parallelism are read by whoever submits the job. A value in the cluster's configuration looks as if it held for every job, and does not.",
            Fix = "Set the option where the job is submitted, or in its code; or remove the cluster's key, which misleads.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var compared = ClientOption.All.Select(option => (Option: option, IsApplied: option.IsApplied(job))).Where(entry => entry.IsApplied is not null).ToList();
        if (compared.Count == 0)
        {
            return new Verdict.NotApplicable("The cluster's configuration sets no option for clients that the job shows.");
        }

        var ignored = compared.Where(entry => entry.IsApplied == false).Select(entry => entry.Option).ToList();
        return ignored.Count == 0
            ? new Verdict.Pass($"The job shows what the cluster's configuration says for jobs ({string.Join(", ", compared.Select(entry => Key(job, entry.Option)))}).")
            : Verdict.Failed(Accuse(job, ignored, context.Severity));
    }

    private static Finding Accuse(JobFacts job, List<ClientOption> ignored, Severity severity) => new()
    {
        Message = $"{Text.Count(ignored.Count, "option")} of the cluster's configuration {(ignored.Count == 1 ? "does" : "do")} not hold for this job: {string.Join(", ", ignored.Select(option => $"{Key(job, option)} ({Value(job, option)} there)"))}. "
            + (job.Cluster.IsApplication ? "The job's code says otherwise." : "The job was submitted with another configuration, or its code says otherwise."),
        Severity = severity,
        Resource = Resource.Job,
        Evidence = [.. ignored.SelectMany(option => new[] { option.ShownBy(job), job.Cluster.Configuration.Find(option.Option).Evidence })],
        Remediation = Remediation(job, ignored),
    };

    // The max parallelism of existing state can't be changed: a restore with another one is refused.
    private static string Remediation(JobFacts job, List<ClientOption> ignored)
    {
        var changeable = ignored.Where(option => option.Option != FlinkOptions.MaxParallelism).ToList();
        var lines = string.Join('\n', changeable.Select(option => $"{option.Option.KeyFor(job.Cluster.Version)}: {Value(job, option)}"));
        var where = job.Cluster.IsApplication ? "remove the job's own from its code" : "set it in the configuration of the client that submits the job, and remove the job's own from its code";
        var change = changeable.Count == 0 ? string.Empty : $"Where the cluster's value is meant to hold, {where}:\n{lines}";
        return changeable.Count == ignored.Count
            ? change
            : $"{change}{(changeable.Count == 0 ? string.Empty : "\n")}Leave the max parallelism as it is while the job keeps its state: with another one Flink refuses to restore it. For a job without state, {where}.";
    }

    private static string Key(JobFacts job, ClientOption option) => job.Cluster.Configuration.Find(option.Option).Field;

    private static string Value(JobFacts job, ClientOption option) => job.Cluster.Configuration.Find(option.Option).Or(string.Empty).Trim();
}

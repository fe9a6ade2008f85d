using System.Text;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules;

/// <summary>
/// Words what to change so that a job gets another value of an option. The cluster's configuration is the place only where it counts for the job: an option that
/// clients read is set where the job is submitted, and a key that the cluster has already is not set once more.
/// </summary>
internal static class JobRemedy
{
    /// <summary>The change: sentences, each with the lines to write.</summary>
    /// <param name="job">The job that lacks it.</param>
    /// <param name="java">The same in the job's code; null where there is no such call.</param>
    /// <param name="settings">Each option with the value to write, in YAML.</param>
    public static string Set(JobFacts job, string? java, params ReadOnlySpan<(ConfigOption Option, string Value)> settings)
    {
        var (cluster, isClients) = (job.Cluster, false);
        var overruled = new List<Fact<string>>();
        var lacking = new List<(ConfigOption Option, string Value)>();
        foreach (var (option, value) in settings)
        {
            isClients |= option.ReadBy == OptionReader.Client;
            var key = cluster.Configuration.Find(option);
            var isOverruled = key.TryGet(out var configured) && IsOverruled(job, option, configured, value);

            // The first is what the job lacks. What goes with it is not set once more where the cluster has it.
            if (lacking.Count == 0 || overruled.Count > 0 || !isOverruled)
            {
                lacking.Add((option, value));
                overruled.AddRange(isOverruled ? [key] : []);
            }
        }

        var text = new StringBuilder();
        if (overruled.Count == 0 && isClients && job.Upgrade.Declared is { IsOfSession: true } declared)
        {
            // The operator submits the job with what its own resource says.
            AppendLines(text.Append("Set in ").Append(declared.Resource.Address).Append(":\nspec:\n  flinkConfiguration:"), cluster, "    ", [.. lacking]);
            return AppendJava(text, java, "or in the job, whose own setting wins:").ToString();
        }

        if (overruled.Count == 0 && (cluster.IsApplication || !isClients))
        {
            return AppendJava(text.Append(Remedy.Configuration(cluster, [.. lacking])), java, "or in the job, whose own setting wins:").ToString();
        }

        if (cluster.IsApplication)
        {
            AppendCode(text, cluster, java, [.. lacking]);
        }
        else
        {
            AppendClient(text, job, java, isClients, [.. lacking]);
        }

        foreach (var key in overruled)
        {
            text.Append("\nThe cluster's own key (").Append(key.Field).Append(": ").Append(key.Or(string.Empty)).Append(") did not count: ")
                .Append(cluster.IsApplication ? "the job's code says otherwise." : isClients ? "the job takes this option from whoever submits it." : "the job carries a value of its own.");
        }

        return overruled.Count > 0 || cluster.IsApplication || !isClients
            ? text.ToString()
            : text.Append("\nA key of the cluster's own configuration counts only for jobs that are submitted through its web interface.").ToString();
    }

    // What the job shows says whether the cluster's key counted; where it shows nothing of an option, a key that says already what is to be set did not help.
    private static bool IsOverruled(JobFacts job, ConfigOption option, string configured, string wanted) =>
        ClientOption.All.FirstOrDefault(known => known.Option == option)?.IsApplied(job) is { } isApplied
            ? !isApplied
            : configured.Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static void AppendCode(StringBuilder text, ClusterBasics cluster, string? java, ReadOnlySpan<(ConfigOption Option, string Value)> settings)
    {
        if (java is not null)
        {
            text.Append("Set in the job's code:\n").Append(java);
            return;
        }

        AppendLines(text.Append("Set in the job's code:"), cluster, string.Empty, settings);
    }

    private static void AppendClient(StringBuilder text, JobFacts job, string? java, bool isClients, ReadOnlySpan<(ConfigOption Option, string Value)> settings)
    {
        var cluster = job.Cluster;
        if (cluster.Deployment == Deployment.KubernetesOperator)
        {
            AppendLines(text.Append("Set in the FlinkSessionJob:\nspec:\n  flinkConfiguration:"), cluster, "    ", settings);
        }
        else
        {
            AppendLines(text.Append("Set in the configuration of the client that submits the job:"), cluster, string.Empty, settings);
        }

        AppendJava(text, java, "or in the job, whose own setting wins:");
        if (isClients && job.MayBeSql)
        {
            text.Append("\nor in a SQL session, before the statement:");
            foreach (var (option, value) in settings)
            {
                text.Append("\nSET '").Append(option.KeyFor(cluster.Version)).Append("' = '").Append(value).Append("';");
            }
        }
    }

    private static void AppendLines(StringBuilder text, ClusterBasics cluster, string indent, ReadOnlySpan<(ConfigOption Option, string Value)> settings)
    {
        foreach (var (option, value) in settings)
        {
            text.Append('\n').Append(indent).Append(option.KeyFor(cluster.Version)).Append(": ").Append(value);
        }
    }

    private static StringBuilder AppendJava(StringBuilder text, string? java, string introduction) => java is null ? text : text.Append('\n').Append(introduction).Append('\n').Append(java);
}

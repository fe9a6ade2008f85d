using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a waiver.</summary>
internal static class WaiverKeys
{
    private static readonly string[] Mandatory = ["rule", "reason", "owner", "expires"];

    /// <summary>One of <c>waivers</c>.</summary>
    public static SectionShape<Waiver> Shape { get; } = new("waiver", static _ => new Waiver { Rule = string.Empty, Reason = string.Empty, Owner = string.Empty, Expires = default },
    [
        new Key<Waiver, RuleDescriptor>("rule", Values.Rule, static (waiver, value) => waiver with { Rule = value.Id }, null, "operator-uid", "The id of one rule. Mandatory."),
        new Key<Waiver, Glob>("target", Values.Glob, static (waiver, value) => waiver with { Target = value.ToString() }, "\"*\"", "orders", "Glob over target names."),
        new Key<Waiver, Glob>("job", Values.GlobOrEmpty, static (waiver, value) => waiver with { Job = value.ToString() }, "every job", "\"legacy-*\"", "Glob over job names. Not for rules about clusters, but for those whose findings are each about a job: jobs-lost."),
        new Key<Waiver, Glob>("vertex", Values.Glob, static (waiver, value) => waiver with { Vertex = value.ToString() }, "every vertex", "\"Source: orders*\"", "Glob over vertex names and ids. Not for rules about clusters."),
        new Key<Waiver, string>("reason", Values.Text, static (waiver, value) => waiver with { Reason = value }, null, "migrated with the next savepoint", "Why. Mandatory."),
        new Key<Waiver, string>("owner", Values.Text, static (waiver, value) => waiver with { Owner = value }, null, "team-orders", "Who answers for it. Mandatory."),
        new Key<Waiver, DateOnly>("expires", Values.Day, static (waiver, value) => waiver with { Expires = value }, null, "2027-03-31", "The last day it holds, in UTC. Mandatory."),
    ],
    Check);

    private static Waiver Check(Waiver waiver, MapNode written, ReadContext context)
    {
        // A key whose value was refused is not missing: that was said already. Only what nobody wrote is.
        string[] missing = [.. Mandatory.Where(key => !written.Has(key))];
        if (missing.Length > 0)
        {
            context.Add(written, $"a waiver needs {string.Join(", ", missing)}");
        }

        if (RuleCatalogue.Find(waiver.Rule) is { Scope: not RuleScope.Job } rule && ((rule.FindsJobs ? null : waiver.Job) ?? waiver.Vertex) is not null)
        {
            context.Add(written, rule.FindsJobs ? $"{rule.Id} is not about vertices: its waiver takes no vertex" : $"{rule.Id} is not about jobs: its waiver takes no job and no vertex");
        }

        return waiver;
    }
}

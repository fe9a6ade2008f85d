using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>What a reader has to know of the spelling of a key: one that the cluster's version does not read looks set, and is not.</summary>
internal static class Spelling
{
    /// <summary>A sentence with a blank before it; empty where there is nothing to say.</summary>
    public static string Note(ClusterBasics cluster, ConfigOption option)
    {
        if (!cluster.Configuration.IsRead)
        {
            return string.Empty;
        }

        if (cluster.Version is not { IsKnown: true } version)
        {
            return cluster.Configuration.Find(option).IsKnown ? " The cluster's version is not known: whether it reads this spelling can't be told." : string.Empty;
        }

        var unread = cluster.Configuration.FindUnread(option);
        return unread.IsKnown && !cluster.Configuration.Find(option).IsKnown ? $" {unread.Field} is set, but Flink {version} does not read it{Instead(option, version)}." : string.Empty;
    }

    /// <summary>Where the option was looked for, and a spelling beside it that is set and not read.</summary>
    public static IReadOnlyList<Evidence> Evidence(ClusterBasics cluster, ConfigOption option)
    {
        var (read, unread) = (cluster.Configuration.Find(option), cluster.Configuration.FindUnread(option));
        return unread.IsKnown && !read.IsKnown ? [read.Evidence, unread.Evidence] : [read.Evidence];
    }

    /// <summary>What to write for an option: what somebody wrote into a spelling that is not read was what he wanted.</summary>
    public static string Wanted(ClusterBasics cluster, ConfigOption option, string otherwise) =>
        cluster.Configuration.FindUnread(option).Or(string.Empty).Trim() is { Length: > 0 } unread ? unread : otherwise;

    private static string Instead(ConfigOption option, FlinkVersion version) => option.SpellingsOf(version) is [var read, ..] ? $": it reads {read}" : string.Empty;
}

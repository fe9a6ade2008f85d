using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

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

    private static string Instead(ConfigOption option, FlinkVersion version) => option.SpellingsOf(version) is [var read, ..] ? $": it reads {read}" : string.Empty;
}

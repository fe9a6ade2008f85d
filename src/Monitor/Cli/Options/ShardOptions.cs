using System.CommandLine;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options that tell a replica which part of the targets is its own.</summary>
internal sealed class ShardOptions
{
    private readonly Option<int?> _shard = new("--shard") { HelpName = "n", Description = "This replica's number, from 0, where replication.mode is shard. Default: the number at the end of the host name." };
    private readonly Option<int?> _total = new("--total-shards") { HelpName = "n", Description = "How many replicas share the targets, where replication.mode is shard." };

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_shard);
        command.Add(_total);
    }

    /// <summary>The part of this replica; null where it looks at all targets.</summary>
    /// <exception cref="UsageException">It can't be told which part that is.</exception>
    public Shard? Read(ParseResult result, MonitorConfiguration configuration, ProgramEnvironment surroundings)
    {
        var (shard, total) = (result.GetValue(_shard), result.GetValue(_total));
        if (!configuration.Replication.IsSharded)
        {
            return shard is null && total is null ? null : throw new UsageException($"{(shard is null ? _total.Name : _shard.Name)} needs a configuration with replication: {{ mode: shard }}");
        }

        if (total is not >= 1)
        {
            throw new UsageException(total is null
                ? "replication.mode is shard: --total-shards must say how many replicas there are"
                : $"--total-shards must be 1 or more, not {total}");
        }

        var host = surroundings.Environment.GetValueOrDefault("HOSTNAME") is { Length: > 0 } name ? name : Environment.MachineName;
        return (shard ?? Shard.OrdinalOf(host)) switch
        {
            null => throw new UsageException($"replication.mode is shard, and the host name {host} ends in no number: run the replicas as a StatefulSet, or give each its --shard"),
            { } ordinal when ordinal < 0 || ordinal >= total => throw new UsageException($"shard {ordinal}{(shard is null ? $" (from the host name {host})" : string.Empty)} is none of {total}: they are counted from 0 to --total-shards − 1"),
            { } ordinal => new Shard(ordinal, total.Value),
        };
    }
}

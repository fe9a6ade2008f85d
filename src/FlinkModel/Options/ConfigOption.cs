namespace FlinkReady.FlinkModel.Options;

/// <summary>
/// An option of Flink's configuration with the spellings that each version reads. A spelling of another version is not read: <c>execution.checkpointing.dir</c>
/// says nothing to Flink 1.19. Made from the releases: see <see cref="FlinkOptions"/>.
/// </summary>
public sealed class ConfigOption
{
    private readonly IReadOnlyList<OptionSpellings> _spellings;
    private readonly IReadOnlyList<OptionDefault> _defaults;

    internal ConfigOption(OptionReader readBy, IReadOnlyList<OptionSpellings> spellings, IReadOnlyList<OptionDefault> defaults)
    {
        ReadBy = readBy;
        _spellings = spellings;
        _defaults = defaults;
        AllSpellings = [.. spellings.Reverse().SelectMany(static range => range.Keys).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>An option that no class of Flink's distribution declares: of a plug-in, or of who deploys the cluster. Every version is taken to have it.</summary>
    internal static ConfigOption OfEveryVersion(string key) => new(OptionReader.JobManager, [new(FlinkVersion.Known[0], FlinkVersion.Known[^1], key)], []);

    /// <summary>The newest name.</summary>
    public string Key => AllSpellings[0];

    /// <summary>Who reads it when a job is submitted or runs.</summary>
    public OptionReader ReadBy { get; }

    /// <summary>Every spelling that any version reads, those of the newest version first.</summary>
    public IReadOnlyList<string> AllSpellings { get; }

    /// <summary>
    /// The spellings that a version reads, in the order in which Flink tries them; empty where it does not have the option. All of them where the version is
    /// none that is known.
    /// </summary>
    public IReadOnlyList<string> SpellingsOf(FlinkVersion? version)
    {
        if (version is not { IsKnown: true } known)
        {
            return AllSpellings;
        }

        foreach (var range in _spellings)
        {
            if (range.Contains(known))
            {
                return range.Keys;
            }
        }

        return [];
    }

    /// <summary>The name to write for a cluster of <paramref name="version"/>; the newest where the version does not have the option, or is not known.</summary>
    public string KeyFor(FlinkVersion? version) => version is { IsKnown: true } && SpellingsOf(version) is [var first, ..] ? first : Key;

    /// <summary>What holds where no spelling is set, in Flink's text form; null for none, and where the version is not known.</summary>
    public string? DefaultOf(FlinkVersion? version)
    {
        foreach (var range in _defaults)
        {
            if (version is { } known && range.Contains(known))
            {
                return range.Value;
            }
        }

        return null;
    }
}

/// <summary>Who reads an option at run time.</summary>
public enum OptionReader
{
    /// <summary>The JobManager (and TaskManagers), from their own configuration: nothing that a job carries changes it.</summary>
    JobManager,

    /// <summary>What the job carries comes first, then the JobManager's configuration.</summary>
    Both,

    /// <summary>Whoever builds the job graph: the client that submits. The JobManager only where it is the client, as in application mode.</summary>
    Client,
}

/// <summary>The spellings that a range of versions reads.</summary>
/// <param name="From">The first version.</param>
/// <param name="To">The last one.</param>
/// <param name="Keys">In the order in which Flink tries them.</param>
internal sealed record OptionSpellings(FlinkVersion From, FlinkVersion To, params string[] Keys)
{
    /// <summary>True for a version of the range.</summary>
    public bool Contains(FlinkVersion version) => version >= From && version <= To;
}

/// <summary>The default that a range of versions has.</summary>
/// <param name="From">The first version.</param>
/// <param name="To">The last one.</param>
/// <param name="Value">In Flink's text form.</param>
internal sealed record OptionDefault(FlinkVersion From, FlinkVersion To, string Value)
{
    /// <summary>True for a version of the range.</summary>
    public bool Contains(FlinkVersion version) => version >= From && version <= To;
}

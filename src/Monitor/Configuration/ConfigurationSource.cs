namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// Where a configuration comes from: options before environment before file. <see cref="Load"/> can be called again, to see what changed.
/// </summary>
internal sealed class ConfigurationSource(ConfigurationParts files, IReadOnlyDictionary<string, string> environment, TargetSet targets, string? listen = null)
{
    /// <summary>The files.</summary>
    public ConfigurationParts Files => files;

    /// <summary>True where the command line names targets: those of the file are left out then.</summary>
    public bool ReplacesTargets => files.Files.Count > 0 && (targets.Count > 0 || HasOthers);

    /// <summary>True where the command line names something else to look at than clusters and recordings, so that no target need be left.</summary>
    public bool HasOthers { get; init; }

    /// <summary>True where the command line names targets.</summary>
    public bool NamesTargets => targets.Count > 0;

    /// <summary>True where targets come from elsewhere too: none at all is no mistake then.</summary>
    public bool GoesWithoutTargets { get; init; }

    /// <summary>The same source, for a command that finds targets elsewhere.</summary>
    public ConfigurationSource WithoutTargets() => new(files, environment, targets, listen) { GoesWithoutTargets = true, HasOthers = HasOthers, Shard = Shard };

    /// <summary>The part of the targets that this replica looks at; null for all of them.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The same source, for a replica that looks at a part of the targets; null for one that looks at all of them.</summary>
    public ConfigurationSource Of(Shard? shard) => new(files, environment, targets, listen) { HasOthers = HasOthers, GoesWithoutTargets = GoesWithoutTargets, Shard = shard };

    /// <summary>Reads file and environment now and puts the options over them.</summary>
    public ConfigurationResult Load()
    {
        var result = LoadAll();
        return result.Configuration is { } configuration ? result with { Configuration = configuration.Of(Shard) } : result;
    }

    private ConfigurationResult LoadAll()
    {
        var result = ConfigurationReader.Read(files, environment);
        if (result.Configuration is not { } configuration)
        {
            return result;
        }

        if (listen is not null)
        {
            configuration = configuration with { Listen = listen };
        }

        if (HasOthers)
        {
            return result with { Configuration = configuration with { Targets = targets, Kubernetes = GoesWithoutTargets ? configuration.Kubernetes : null } };
        }

        // Who names targets on the command line means those and no others.
        configuration = configuration with { Targets = targets.Or(configuration.Targets), Kubernetes = targets.Count > 0 && !GoesWithoutTargets ? null : configuration.Kubernetes };
        if (configuration.Targets.Count > 0 || configuration.Kubernetes is not null || GoesWithoutTargets)
        {
            return result with { Configuration = configuration };
        }

        return files.Files.Count == 0
            ? result with { Configuration = configuration with { Targets = [new TargetDefinition { Name = TargetUrls.NameOf(TargetUrls.Default), Connection = new() { Urls = [TargetUrls.Default] } }] } }
            : new ConfigurationResult(null, [new Mistake(new Place(string.Join(", ", files.Files)), "has no targets: add \"targets:\" or \"kubernetes:\", or name a URL or a recording on the command line")]);
    }
}

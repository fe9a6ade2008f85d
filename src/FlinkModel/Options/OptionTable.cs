namespace FlinkReady.FlinkModel.Options;

/// <summary>The options that rules look at, by their newest names.</summary>
internal static partial class OptionTable
{
    /// <summary>The option of a name.</summary>
    public static ConfigOption Of(string key) => Options[key];

    /// <summary>An option that none of Flink's own classes declares: a plug-in's, or one that a deployment tool sets. Any version may have it.</summary>
    public static ConfigOption OfPlugIn(string key) => new(OptionReader.JobManager, [new(FlinkVersion.Known[0], FlinkVersion.Known[^1], key)], []);
}

namespace FlinkReady.FlinkModel.Options;

/// <summary>The options that rules look at, by their newest names.</summary>
internal static partial class OptionTable
{
    /// <summary>The option of a name.</summary>
    public static ConfigOption Of(string key) => Options[key];
}

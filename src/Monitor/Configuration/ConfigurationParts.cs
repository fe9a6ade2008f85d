namespace FlinkReady.Monitor.Configuration;

/// <summary>The files that make up one configuration, in the order of the command line.</summary>
/// <param name="Files">Files with any keys.</param>
/// <param name="Waivers">Files that hold waivers and nothing else, as <c>--write-waivers</c> writes them.</param>
internal sealed record ConfigurationParts(IReadOnlyList<string> Files, IReadOnlyList<string> Waivers)
{
    /// <summary>No file.</summary>
    public static ConfigurationParts None { get; } = new([], []);

    /// <summary>All of them, each once: who names a file twice, or in both lists, means it once.</summary>
    public IReadOnlyList<string> All => [.. Files.Concat(Waivers).Distinct(StringComparer.Ordinal)];

    /// <summary>What to call them together, null where there is none.</summary>
    public string? Name => All.Count == 0 ? null : string.Join(", ", All);

    /// <summary>One file, null for none.</summary>
    public static ConfigurationParts Of(string? file) => file is null ? None : new([file], []);
}

namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of <see cref="ResourceKind"/>.</summary>
public static class ResourceKinds
{
    private static readonly string[] Names = ["cluster", "job", "vertex", "operator", "configuration", "fleet"];

    /// <summary><c>cluster</c>, <c>job</c>, <c>vertex</c>, <c>operator</c>, <c>configuration</c> or <c>fleet</c>.</summary>
    public static string ToText(this ResourceKind kind) => Names[(int)kind];

    /// <summary>Reads the written form; false where the text is none of the set.</summary>
    public static bool TryParse(string? text, out ResourceKind kind)
    {
        var index = Array.IndexOf(Names, text);
        kind = index < 0 ? default : (ResourceKind)index;
        return index >= 0;
    }
}

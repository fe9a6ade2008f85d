namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of <see cref="Certainty"/>.</summary>
public static class Certainties
{
    /// <summary><c>proven</c> or <c>inferred</c>.</summary>
    public static string ToText(this Certainty certainty) => certainty == Certainty.Proven ? "proven" : "inferred";
}

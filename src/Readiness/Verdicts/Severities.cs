namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of severities.</summary>
public static class Severities
{
    /// <summary>Every severity, the worst first.</summary>
    public static IReadOnlyList<Severity> WorstFirst { get; } = [Severity.Critical, Severity.Warning, Severity.Info];

    /// <summary><c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string ToText(this Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out Severity severity)
    {
        foreach (var candidate in WorstFirst)
        {
            if (candidate.ToText() == text)
            {
                severity = candidate;
                return true;
            }
        }

        severity = default;
        return false;
    }
}

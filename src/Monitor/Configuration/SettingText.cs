using System.Globalization;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration;

/// <summary>The written form of values of rule settings: what a file would hold.</summary>
internal static class SettingText
{
    /// <summary>Writes a value of <paramref name="setting"/>.</summary>
    public static string Format(RuleSetting setting, object value) => value switch
    {
        Severity severity => severity.ToText(),
        TimeSpan duration => Durations.Format(duration),
        long bytes when setting.Kind == RuleSettingKind.Bytes => ByteSizes.Format(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>The values allowed: <c>1s to 1h</c>.</summary>
    public static string Range(RuleSetting setting) => setting.MinimumValue is { } minimum && setting.MaximumValue is { } maximum
        ? $"{Format(setting, minimum)} to {Format(setting, maximum)}"
        : string.Join(", ", Severities.WorstFirst.Select(severity => severity.ToText()));
}

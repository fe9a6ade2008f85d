using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>The kinds of values a rule's setting takes; each has one written form.</summary>
public enum RuleSettingKind
{
    /// <summary><c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    Severity,

    /// <summary><c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>.</summary>
    Duration,

    /// <summary>Bytes: a whole number, or with <c>KiB</c>, <c>MiB</c>, <c>GiB</c>.</summary>
    Bytes,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A decimal number.</summary>
    DecimalNumber,
}

/// <summary>A setting of a rule: a threshold or the severity of an escalation. Its value is handed in by <see cref="RuleContext"/>.</summary>
public abstract record RuleSetting(string Name, RuleSettingKind Kind, string Description)
{
    /// <summary>The default as an object of the setting's type.</summary>
    public abstract object DefaultValue { get; }

    /// <summary>The smallest value allowed, null for severities.</summary>
    public abstract object? MinimumValue { get; }

    /// <summary>The largest value allowed, null for severities.</summary>
    public abstract object? MaximumValue { get; }

    /// <summary>A severity that replaces the rule's own under the condition the name tells.</summary>
    public static RuleSetting<Severity> OfSeverity(string name, Severity value, string description) =>
        new(name, RuleSettingKind.Severity, value, null, null, description);

    /// <summary>A duration.</summary>
    public static RuleSetting<TimeSpan> OfDuration(string name, TimeSpan value, TimeSpan minimum, TimeSpan maximum, string description) =>
        new(name, RuleSettingKind.Duration, value, minimum, maximum, description);

    /// <summary>A number of bytes.</summary>
    public static RuleSetting<long> OfBytes(string name, long value, long minimum, long maximum, string description) =>
        new(name, RuleSettingKind.Bytes, value, minimum, maximum, description);

    /// <summary>A whole number.</summary>
    public static RuleSetting<long> OfWholeNumber(string name, long value, long minimum, long maximum, string description) =>
        new(name, RuleSettingKind.WholeNumber, value, minimum, maximum, description);

    /// <summary>A decimal number.</summary>
    public static RuleSetting<double> OfDecimalNumber(string name, double value, double minimum, double maximum, string description) =>
        new(name, RuleSettingKind.DecimalNumber, value, minimum, maximum, description);
}

/// <summary>A setting of type <typeparamref name="T"/>.</summary>
public sealed record RuleSetting<T>(string Name, RuleSettingKind Kind, T Default, T? Minimum, T? Maximum, string Description)
    : RuleSetting(Name, Kind, Description)
    where T : struct
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;

    /// <inheritdoc/>
    public override object? MinimumValue => Minimum;

    /// <inheritdoc/>
    public override object? MaximumValue => Maximum;
}

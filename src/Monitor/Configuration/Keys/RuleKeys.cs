using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>rules</c>: one for each rule of the catalogue, each with the settings of its descriptor.</summary>
internal static class RuleKeys
{
    /// <summary><c>rules</c>, wherever it stands.</summary>
    public static SectionShape<Dictionary<string, RuleSettings>> Shape { get; } =
        new("rule settings", static _ => new Dictionary<string, RuleSettings>(StringComparer.Ordinal), [.. RuleCatalogue.All.Select(KeyOf)]);

    private static Key<Dictionary<string, RuleSettings>> KeyOf(RuleDescriptor rule) => new Key<Dictionary<string, RuleSettings>, RuleSettings>(
        rule.Id, SettingsOf(rule), (rules, value) => new Dictionary<string, RuleSettings>(rules, StringComparer.Ordinal) { [rule.Id] = value }, null, $"{{ severity: {rule.Severity.ToText()} }}", rule.Title + ".");

    private static SectionShape<RuleSettings> SettingsOf(RuleDescriptor rule) => new("settings", static _ => RuleSettings.None,
    [
        new Key<RuleSettings, bool>("enabled", Values.Flag, static (settings, value) => settings with { Enabled = value }, "true", "false", "Whether the rule is evaluated."),
        new Key<RuleSettings, Severity>("severity", Values.Severity, static (settings, value) => settings with { Severity = value }, rule.Severity.ToText(), "warning", "The severity of an ordinary finding."),
        .. rule.Settings.Select(KeyOf),
    ]);

    private static Key<RuleSettings> KeyOf(RuleSetting setting)
    {
        var text = SettingText.Format(setting, setting.DefaultValue);
        return setting switch
        {
            RuleSetting<Severity> => Of(Values.Severity),
            RuleSetting<TimeSpan> duration => Of(Values.Duration(duration.Minimum!.Value, duration.Maximum!.Value)),
            RuleSetting<long> { Kind: RuleSettingKind.Bytes } bytes => Of(Values.Bytes(bytes.Minimum!.Value, bytes.Maximum!.Value)),
            RuleSetting<long> number => Of(Values.WholeNumber(number.Minimum!.Value, number.Maximum!.Value)),
            RuleSetting<double> number => Of(Values.DecimalNumber(number.Minimum!.Value, number.Maximum!.Value)),
            _ => throw new InvalidOperationException($"The setting {setting.Name} is of a kind that no file can hold."),
        };

        Key<RuleSettings, T> Of<T>(Shape<T> shape)
            where T : struct =>
            new(setting.Name, shape, (settings, value) => settings with { Values = new Dictionary<string, object>(settings.Values, StringComparer.Ordinal) { [setting.Name] = value } }, text, text, setting.Description);
    }
}

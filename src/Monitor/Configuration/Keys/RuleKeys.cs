using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>rules</c>: one for each rule of the catalogue, each with the settings of its descriptor.</summary>
internal static class RuleKeys
{
    /// <summary><c>rules</c>, wherever it stands.</summary>
    public static SectionShape<RulesDraft> Shape { get; } = new("rule settings", static _ => new RulesDraft(), [.. RuleCatalogue.All.Select(KeyOf)]);

    private static Key<RulesDraft> KeyOf(RuleDescriptor rule) => new Key<RulesDraft, RuleDraft>(
        rule.Id, SettingsOf(rule), (draft, value) => draft.Settings[rule.Id] = value.ToSettings(), null, $"{{ severity: {rule.Severity.ToText()} }}", rule.Title + ".");

    private static SectionShape<RuleDraft> SettingsOf(RuleDescriptor rule) => new("settings", static _ => new RuleDraft(),
    [
        new Key<RuleDraft, bool>("enabled", Values.Flag, static (draft, value) => draft.Enabled = value, "true", "false", "Whether the rule is evaluated."),
        new Key<RuleDraft, Severity>("severity", Values.Severity, static (draft, value) => draft.Severity = value, rule.Severity.ToText(), "warning", "The severity of an ordinary finding."),
        .. rule.Settings.Select(KeyOf),
    ]);

    private static Key<RuleDraft> KeyOf(RuleSetting setting)
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

        Key<RuleDraft, T> Of<T>(Shape<T> shape)
            where T : struct =>
            new(setting.Name, shape, (draft, value) => draft.Values[setting.Name] = value, text, text, setting.Description);
    }
}

using System.Globalization;
using System.Text.Json;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>Reads the settings of a rule from a fixture.</summary>
internal static class SettingValues
{
    public static RuleSettings Read(RuleDescriptor rule, JsonElement settings)
    {
        Severity? severity = null;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var setting in settings.EnumerateObject())
        {
            if (setting.Name == "severity")
            {
                severity = Enum.Parse<Severity>(setting.Value.GetString()!, ignoreCase: true);
                continue;
            }

            var known = rule.Settings.FirstOrDefault(candidate => candidate.Name == setting.Name);
            Assert.True(known is not null, $"{rule.Id} has no setting {setting.Name}");
            values[setting.Name] = Value(known, setting.Value);
        }

        return new RuleSettings { Severity = severity, Values = values };
    }

    private static object Value(RuleSetting setting, JsonElement value) => setting.Kind switch
    {
        RuleSettingKind.Severity => Enum.Parse<Severity>(value.GetString()!, ignoreCase: true),
        RuleSettingKind.Duration => Duration(value.GetString()!),
        RuleSettingKind.DecimalNumber => value.GetDouble(),
        _ => value.GetInt64(),
    };

    private static TimeSpan Duration(string text)
    {
        var unit = text.AsSpan().TrimStart("0123456789");
        var number = double.Parse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture);
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => throw new FormatException($"{text} is no duration"),
        };
    }
}

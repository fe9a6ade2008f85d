using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>Makes options whose values have the written forms of the configuration.</summary>
internal static class OptionValues
{
    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> Word(string name, string description, string? fallback, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), CustomParser = result => OneOf(result, name, words) };
        option.CompletionSources.Add(words);
        if (fallback is not null)
        {
            option.DefaultValueFactory = _ => fallback;
        }

        return option;
    }

    /// <summary>An option that takes a duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan minimum, TimeSpan maximum) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result => !Durations.TryParse(Text(result), out var duration)
            ? Wrong<TimeSpan?>(result, $"{name} must be {Durations.Form}, not \"{Text(result)}\"")
            : duration < minimum || duration > maximum
                ? Wrong<TimeSpan?>(result, $"{name} must be from {Durations.Format(minimum)} to {Durations.Format(maximum)}")
                : duration,
    };

    /// <summary>An option that takes a glob.</summary>
    public static Option<Glob?> OfGlob(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "glob",
        CustomParser = result => Text(result).Length == 0 ? Wrong<Glob?>(result, $"{name} must not be empty: write * for all") : new Glob(Text(result)),
    };

    /// <summary>A repeatable option that takes ids of rules.</summary>
    public static Option<string[]> RuleIds(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "rule-id", CustomParser = result => [.. result.Tokens.Select(token => RuleId(result, token.Value))] };
        option.CompletionSources.Add([.. RuleCatalogue.All.Select(rule => rule.Id)]);
        return option;
    }

    /// <summary>An option that takes a point in time.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result => DateTimeOffset.TryParse(Text(result), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : Wrong<DateTimeOffset?>(result, $"{name} must be a time such as 2026-01-02T03:04:05Z, not \"{Text(result)}\""),
    };

    /// <summary>An option that takes a day.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = result => DateOnly.TryParseExact(Text(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong<DateOnly?>(result, $"{name} must be a date such as 2027-03-31, not \"{Text(result)}\""),
    };

    /// <summary>An option that takes a number from 0 to 100.</summary>
    public static Option<double?> Score(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "0..100",
        CustomParser = result => double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : Wrong<double?>(result, $"{name} must be a number from 0 to 100, not \"{Text(result)}\""),
    };

    /// <summary>The text that was given.</summary>
    public static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : string.Empty;

    /// <summary>Notes a mistake.</summary>
    public static T Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default!;
    }

    private static string OneOf(ArgumentResult result, string name, string[] words) =>
        words.Contains(Text(result))
            ? Text(result)
            : Wrong<string>(result, $"{name} takes {string.Join(", ", words)}, not \"{Text(result)}\"{NearestName.Hint(Text(result), words)}");

    private static string RuleId(ArgumentResult result, string id) =>
        RuleCatalogue.Find(id) is not null ? id : Wrong<string>(result, $"there is no rule \"{id}\"{NearestName.Hint(id, RuleCatalogue.All.Select(rule => rule.Id))}");
}

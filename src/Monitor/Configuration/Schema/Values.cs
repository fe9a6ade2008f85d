using System.Globalization;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>The kinds of single values.</summary>
internal static class Values
{
    /// <summary>Any text that is not empty and fits on a line.</summary>
    public static Shape<string> Text { get; } = new ScalarShape<string>("text", static text => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => (text, "is empty"),
        _ when text.Any(char.IsControl) => (text, "holds a control character"),
        _ => (text, null),
    });

    /// <summary>The name of a file.</summary>
    public static Shape<string> FileName { get; } = new ScalarShape<string>("file", static text => text.Length == 0 || text.Contains('\0', StringComparison.Ordinal) ? (text, "is not a file name") : (text, null));

    /// <summary>A file, by its full path.</summary>
    public static Shape<string> File { get; } = new MappedShape<string, string>(FileName, static (path, node, context) => context.Resolve(path, node));

    /// <summary>A glob.</summary>
    public static Shape<Glob> Glob { get; } = new ScalarShape<Glob>("glob", static text => text.Length == 0 ? (null!, "is empty: write * for all") : (new Glob(text), null));

    /// <summary>A glob over names that may be empty, as those of jobs may.</summary>
    public static Shape<Glob> GlobOrEmpty { get; } = new ScalarShape<Glob>("glob", static text => (new Glob(text), null));

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Shape<bool> Flag { get; } = new ScalarShape<bool>("true or false", new ValueFormat.Flag(), static text => text switch
    {
        "true" => (true, null),
        "false" => (false, null),
        _ => (false, $"must be true or false, not \"{text}\""),
    });

    /// <summary>A severity.</summary>
    public static Shape<Severity> Severity { get; } = new ScalarShape<Severity>("critical, warning or info", new ValueFormat.Word([.. Severities.WorstFirst.Select(Severities.ToText)]), static text =>
        Severities.TryParse(text, out var severity) ? (severity, null) : (default, $"must be critical, warning or info, not \"{text}\""));

    /// <summary>A day in UTC.</summary>
    public static Shape<DateOnly> Day { get; } = new ScalarShape<DateOnly>("date", new ValueFormat.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), static text =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, null) : (default, $"must be a date such as 2027-03-31, not \"{text}\""));

    /// <summary>The address of a JobManager.</summary>
    public static Shape<Uri> JobManagerUrl { get; } = new ScalarShape<Uri>("URL", static text => TargetUrls.TryParse(text, out var url, out var wrong) ? (url, null) : (null!, wrong));

    /// <summary>An http address of something else.</summary>
    public static Shape<Uri> HttpUrl { get; } = new ScalarShape<Uri>("URL", static text =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? (url, null) : (null!, $"must be a URL that starts with http:// or https://, not \"{text}\""));

    /// <summary>Address and port to listen on.</summary>
    public static Shape<string> Listen { get; } = new ScalarShape<string>("address:port", static text =>
        ListenAddress.IsValid(text) ? (text, null) : (text, $"must be an address and a port, such as 0.0.0.0:9817 or [::1]:9817, not \"{text}\""));

    /// <summary>A duration within a range.</summary>
    public static Shape<TimeSpan> Duration(TimeSpan minimum, TimeSpan maximum) =>
        new ScalarShape<TimeSpan>($"duration, {Durations.Format(minimum)} to {Durations.Format(maximum)}", new ValueFormat.Pattern(Durations.Pattern), text => Durations.TryParse(text, out var duration)
            ? InRange(duration, minimum, maximum, Durations.Format)
            : (default, $"must be {Durations.Form}, not \"{text}\""));

    /// <summary>A size within a range.</summary>
    public static Shape<long> Bytes(long minimum, long maximum) =>
        new ScalarShape<long>($"bytes, {ByteSizes.Format(minimum)} to {ByteSizes.Format(maximum)}", text => ByteSizes.TryParse(text, out var bytes)
            ? InRange(bytes, minimum, maximum, ByteSizes.Format)
            : (default, $"must be {ByteSizes.Form}, not \"{text}\""));

    /// <summary>A whole number within a range.</summary>
    public static Shape<long> WholeNumber(long minimum, long maximum) =>
        new ScalarShape<long>(string.Create(CultureInfo.InvariantCulture, $"whole number, {minimum} to {maximum}"), new ValueFormat.Number(minimum, maximum, IsWhole: true), text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? InRange(number, minimum, maximum, static value => value.ToString(CultureInfo.InvariantCulture))
            : (default, $"must be a whole number, not \"{text}\""));

    /// <summary>A decimal number within a range.</summary>
    public static Shape<double> DecimalNumber(double minimum, double maximum) =>
        new ScalarShape<double>(string.Create(CultureInfo.InvariantCulture, $"number, {minimum} to {maximum}"), new ValueFormat.Number((decimal)minimum, (decimal)maximum, IsWhole: false), text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? InRange(number, minimum, maximum, static value => value.ToString(CultureInfo.InvariantCulture))
            : (default, $"must be a number such as 1.5, not \"{text}\""));

    /// <summary>The id of a rule.</summary>
    public static Shape<RuleDescriptor> Rule { get; } = new ScalarShape<RuleDescriptor>("rule id", static text => RuleCatalogue.Find(text) is { } rule
        ? (rule, null)
        : (null!, $"names no rule: \"{text}\"{NearestName.Hint(text, RuleCatalogue.All.Select(rule => rule.Id))}"));

    private static (T Value, string? Wrong) InRange<T>(T value, T minimum, T maximum, Func<T, string> format)
        where T : IComparable<T> =>
        value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0 ? (value, $"must be from {format(minimum)} to {format(maximum)}, not {format(value)}") : (value, null);
}

using System.Globalization;
using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// Finds the restart strategy that is in effect: the text of <c>/jobs/:jobid/config</c>, and behind "cluster level default" the cluster's
/// keys, then Flink's own default (Flink: <c>RestartStrategies</c>, <c>RestartBackoffTimeStrategyFactoryLoader</c>).
/// </summary>
internal static partial class RestartStrategyReader
{
    /// <summary>The strategy in effect, null where what was read does not tell.</summary>
    /// <param name="text">As <c>/jobs/:jobid/config</c> words it.</param>
    /// <param name="configuration">The cluster's configuration.</param>
    /// <param name="version">Decides Flink's default; null where it is not known.</param>
    /// <param name="checkpointing">Whether checkpoints are taken; null where it is not known.</param>
    public static RestartStrategy? Read(string text, ConfigurationFacts configuration, FlinkVersion? version, bool? checkpointing) =>
        IsClusterDefault(text) ? OfCluster(configuration, version, checkpointing) : OfText(text, configuration);

    /// <summary>True where the job sets none itself, as far as its answer tells: 1.20 says so even when the cluster sets one.</summary>
    public static bool IsClusterDefault(string text) =>
        text.StartsWith("Cluster level default", StringComparison.OrdinalIgnoreCase) || text.Equals("default", StringComparison.OrdinalIgnoreCase);

    // The details come from where the type was found (Flink: RestartBackoffTimeStrategyFactoryLoader): a job that carries its type carries its limit, which
    // nothing shows. In application mode it carries what the cluster's configuration says.
    private static RestartStrategy? OfText(string text, ConfigurationFacts configuration)
    {
        if (text.StartsWith("Restart deactivated", StringComparison.OrdinalIgnoreCase))
        {
            return new RestartStrategy.None();
        }

        if (FixedDelayText().Match(text) is { Success: true } fixedDelay
            && FlinkDuration.TryParse(fixedDelay.Groups["delay"].Value, out var delay)
            && Number(fixedDelay.Groups["attempts"].Value) is { } attempts)
        {
            return new RestartStrategy.FixedDelay(attempts, delay);
        }

        if (FailureRateText().Match(text) is { Success: true } rate
            && Number(rate.Groups["failures"].Value) is { } failures
            && FlinkDuration.TryParse(rate.Groups["interval"].Value, out var interval)
            && FlinkDuration.TryParse(rate.Groups["delay"].Value, out delay))
        {
            return new RestartStrategy.FailureRate(failures, interval, delay);
        }

        return ExponentialText().Match(text) is { Success: true } exponential && FlinkDuration.TryParse(exponential.Groups["maximum"].Value, out var maximum)
            ? new RestartStrategy.ExponentialDelay(maximum, configuration.IsApplication && IsExponential(Type(configuration)) ? Limit(configuration) : null)
            : null;
    }

    private static RestartStrategy? OfCluster(ConfigurationFacts configuration, FlinkVersion? version, bool? checkpointing)
    {
        if (!configuration.IsRead)
        {
            return null;
        }

        switch (Type(configuration))
        {
            case "none" or "off" or "disable":
                return new RestartStrategy.None();
            case "fixed-delay" or "fixeddelay":
                return new RestartStrategy.FixedDelay(
                    Whole(configuration, FlinkOptions.FixedDelayAttempts, 1),
                    Milliseconds(configuration, FlinkOptions.FixedDelayDelay, 1_000));
            case "failure-rate" or "failurerate":
                return new RestartStrategy.FailureRate(
                    Whole(configuration, FlinkOptions.FailureRateMaxFailures, 1),
                    Milliseconds(configuration, FlinkOptions.FailureRateInterval, 60_000),
                    Milliseconds(configuration, FlinkOptions.FailureRateDelay, 1_000));
            case "exponential-delay" or "exponentialdelay":
                return Exponential(configuration, version);
            case { }:
                return null;
            default:
                return Default(configuration, version, checkpointing);
        }
    }

    // Without checkpoints nothing is restarted; with them, up to 1.18 for ever after 1 s, from 1.19 on for ever with a growing delay.
    private static RestartStrategy? Default(ConfigurationFacts configuration, FlinkVersion? version, bool? checkpointing) => (checkpointing, version) switch
    {
        (false, _) => new RestartStrategy.None(),
        (true, { } known) when !known.IsAtLeast(1, 19) => new RestartStrategy.FixedDelay(int.MaxValue, 1_000),
        (true, { }) => Exponential(configuration, version),
        _ => null,
    };

    private static RestartStrategy.ExponentialDelay Exponential(ConfigurationFacts configuration, FlinkVersion? version) => new(
        Milliseconds(configuration, FlinkOptions.ExponentialMaxBackoff, version is { } known && !known.IsAtLeast(1, 19) ? 300_000 : 60_000),
        Limit(configuration));

    private static string? Type(ConfigurationFacts configuration) =>
        configuration.Find(FlinkOptions.RestartStrategy).TryGet(out var type) ? type.Trim().ToLowerInvariant() : null;

    private static bool IsExponential(string? type) => type is "exponential-delay" or "exponentialdelay";

    private static long Limit(ConfigurationFacts configuration) => Whole(configuration, FlinkOptions.ExponentialAttempts, int.MaxValue);

    private static long Whole(ConfigurationFacts configuration, ConfigOption option, long otherwise) =>
        configuration.Find(option).TryGet(out var text) && Number(text) is { } value ? value : otherwise;

    private static long Milliseconds(ConfigurationFacts configuration, ConfigOption option, long otherwise) =>
        configuration.Find(option).TryGet(out var text) && FlinkDuration.TryParse(text, out var value) ? value : otherwise;

    private static long? Number(string text) => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"^Restart with fixed delay \((?<delay>[^)]+)\)\.\s*#(?<attempts>\d+) restart attempts", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FixedDelayText();

    [GeneratedRegex(@"maximum of (?<failures>\d+) failures within interval (?<interval>.+?) and fixed delay (?<delay>.+?)\.?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FailureRateText();

    [GeneratedRegex(@"^Restart with exponential delay: starting at .+?, with maximum (?<maximum>[^.]+?)\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExponentialText();
}

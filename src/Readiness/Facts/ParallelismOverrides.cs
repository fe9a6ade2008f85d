using System.Globalization;
using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// The parallelism that the cluster's configuration gives to vertices (Flink: <c>PipelineOptions.PARALLELISM_OVERRIDES</c>, a map): as one value,
/// <c>id:3,id:2</c>, or with a key of its own for each entry, which counts where the first is missing (Flink: <c>Configuration.getRawValue</c>).
/// </summary>
internal static class ParallelismOverrides
{
    /// <summary>The overrides by vertex id, each as it is written; entries that are no positive number are left out.</summary>
    public static IReadOnlyDictionary<string, (int Parallelism, Fact<string> Written)> Of(ConfigurationFacts configuration)
    {
        var overrides = new Dictionary<string, (int, Fact<string>)>(StringComparer.OrdinalIgnoreCase);
        var whole = configuration.Find(FlinkOptions.ParallelismOverrides);
        if (whole.TryGet(out var map))
        {
            foreach (var entry in map.Trim().Trim('{', '}').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var end = entry.AsSpan().LastIndexOfAny(':', '=');
                if (end > 0)
                {
                    Add(overrides, configuration, whole.Field, entry[..end], entry[(end + 1)..], entry);
                }
            }

            return overrides;
        }

        var prefix = FlinkOptions.ParallelismOverrides.Key + ".";
        foreach (var (key, value) in configuration.WithPrefix(prefix))
        {
            Add(overrides, configuration, key, key[prefix.Length..], value, value);
        }

        return overrides;
    }

    private static void Add(
        Dictionary<string, (int Parallelism, Fact<string> Written)> overrides, ConfigurationFacts configuration, string field, string id, string value, string written)
    {
        if (int.TryParse(Bare(value), NumberStyles.None, CultureInfo.InvariantCulture, out var parallelism) && parallelism > 0)
        {
            overrides[Bare(id)] = (parallelism, Fact<string>.Known(configuration.Origin, field, written));
        }
    }

    private static string Bare(string text) => text.Trim().Trim('\'', '"').Trim();
}

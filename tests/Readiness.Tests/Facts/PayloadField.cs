using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Tests.Facts;

/// <summary>Follows the field of an evidence through the payload of its path, name by name, as Flink's answer has it.</summary>
internal static partial class PayloadField
{
    private static readonly (Regex Path, Type Payload)[] Payloads =
    [
        (new("^/config$"), typeof(DashboardConfiguration)),
        (new("^/overview$"), typeof(ClusterOverview)),
        (new("^/taskmanagers$"), typeof(TaskManagerList)),
        (new("^/jobs$"), typeof(JobIdList)),
        (new("^/jobs/overview$"), typeof(JobsOverview)),
        (new(@"^/jobs/metrics(\?.*)?$"), typeof(IReadOnlyList<AggregatedMetric>)),
        (new("^/jobs/[^/]+$"), typeof(JobDetails)),
        (new("^/jobs/[^/]+/config$"), typeof(JobConfig)),
        (new(@"^/jobs/[^/]+/exceptions(\?.*)?$"), typeof(JobExceptions)),
        (new("^/jobs/[^/]+/checkpoints$"), typeof(CheckpointStatistics)),
        (new("^/jobs/[^/]+/checkpoints/config$"), typeof(CheckpointConfig)),
        (new("^/jobs/[^/]+/checkpoints/details/[^/]+$"), typeof(CheckpointDetails)),
        (new("^/jobs/[^/]+/resource-requirements$"), typeof(IReadOnlyDictionary<string, VertexResourceRequirements>)),
        (new(@"^/jobs/[^/]+/metrics(\?.*)?$"), typeof(IReadOnlyList<JobMetric>)),
        (new("^/applications/overview$"), typeof(ApplicationList)),
        (new("^/applications/[^/]+/exceptions$"), typeof(ApplicationExceptions)),
    ];

    private static readonly HashSet<string> OptionKeys =
        [.. typeof(FlinkOptions).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<ConfigOption>()
            .SelectMany(option => option.AllSpellings)];

    /// <summary>What is wrong with a field, null where it leads to something that the answer of that path may have.</summary>
    public static string? FaultIn(string path, string field)
    {
        if (path == "/jobmanager/config")
        {
            // A key that Flink does not read is evidence, too.
            return OptionKeys.Contains(field) || field.StartsWith($"{FlinkOptions.ParallelismOverrides.Key}.", StringComparison.Ordinal)
                || KnownKeys.Find(field) is not null || KnownKeys.Nearest(field) is not null ? null : $"{field} is none of Flink's options";
        }

        // How the connection was made that answered, whatever was asked.
        if (path == "/" && field == TargetAccess.SchemeField)
        {
            return null;
        }

        // No answer of Flink's: what the handshake showed.
        if (path == ServerCertificate.Key.Template)
        {
            return field is ServerCertificate.Field.Subject or ServerCertificate.Field.NotAfter ? null : $"{field} is no part of a certificate";
        }

        if (field == $"{ErrorBody.Field.Errors}[0]")
        {
            return null;
        }

        var payload = Payloads.FirstOrDefault(known => known.Path.IsMatch(path)).Payload;
        return payload is null ? $"GET {path} is none of the endpoints" : FaultIn(payload, field.Split('.'), $"GET {path}: {field}");
    }

    /// <summary>The JSON name of each property of a payload, by the property's name.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(Type payload) =>
        payload.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonPropertyNameAttribute>() is not null)
            .ToDictionary(property => property.Name, property => property.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name);

    private static string? FaultIn(Type type, ReadOnlySpan<string> segments, string whole)
    {
        foreach (var segment in segments)
        {
            if (IsMap(type, out var value))
            {
                type = value;
                continue;
            }

            if (IsList(type, out _) && segment == "length")
            {
                type = typeof(int);
                continue;
            }

            // An entry of a body that is a list.
            if (segment.StartsWith('[') && IsList(type, out var first))
            {
                if (PropertyOf(first, segment[1..].Split('=')[0]) is null)
                {
                    return $"{whole}: {first.Name} has no such field as {segment}";
                }

                type = first;
                continue;
            }

            var match = Segment().Match(segment);
            if (!match.Success || PropertyOf(type, match.Groups["name"].Value) is not { } property)
            {
                return $"{whole}: {type.Name} has no field {segment}";
            }

            type = property;
            if (match.Groups["index"] is { Success: true, Value: var index })
            {
                if (!IsList(type, out var entry))
                {
                    return $"{whole}: {segment} is no list";
                }

                type = entry;
                if (index.Split('=') is [var key, _] && PropertyOf(type, key) is null)
                {
                    return $"{whole}: {type.Name} has no field {key}";
                }
            }
        }

        return null;
    }

    private static Type? PropertyOf(Type type, string jsonName) =>
        NamesOf(type).FirstOrDefault(pair => pair.Value == jsonName).Key is { } name ? type.GetProperty(name)!.PropertyType : null;

    private static bool IsMap(Type type, [NotNullWhen(true)] out Type? value) => IsGeneric(type, typeof(IReadOnlyDictionary<,>), out value);

    private static bool IsList(Type type, [NotNullWhen(true)] out Type? entry) =>
        IsGeneric(type, typeof(IReadOnlyList<>), out entry) || IsGeneric(type, typeof(BoundedList<>), out entry);

    private static bool IsGeneric(Type type, Type definition, [NotNullWhen(true)] out Type? last)
    {
        last = type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[^1] : null;
        return last is not null;
    }

    [GeneratedRegex(@"^(?<name>[\w-]+)(\[(?<index>[^\]]*)\])?$")]
    private static partial Regex Segment();
}

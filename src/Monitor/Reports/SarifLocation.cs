using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>Where a SARIF result belongs: target, job and vertex as logical locations, and a path that stands for target and job.</summary>
internal static class SarifLocation
{
    private const int MaxName = 200;

    /// <summary>Writes <c>locations</c>.</summary>
    public static void Write(Utf8JsonWriter json, LocatedCheck located, Resource? resource) =>
        Write(json, Names(located, null).Select(part => part.Name), Names(located, resource));

    /// <summary>Writes <c>locations</c>.</summary>
    /// <param name="json">Where they go.</param>
    /// <param name="folders">The parts of the path that stands for what has no file.</param>
    /// <param name="names">The logical locations, the widest first, each with its kind.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<string> folders, IEnumerable<(string Kind, string Name)> names)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', folders.Select(Segment).Prepend("flinkready")));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        var path = string.Empty;
        foreach (var (kind, name) in names)
        {
            path = path.Length == 0 ? name : $"{path}/{name}";
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("fullyQualifiedName", path);
            json.WriteString("kind", kind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static IEnumerable<(string Kind, string Name)> Names(LocatedCheck located, Resource? resource)
    {
        if (located.Target is null)
        {
            var scope = located.Check.Rule.Scope.ToText();
            yield return (scope, scope);
        }

        foreach (var target in located.Target is { } one ? [one.Name] : resource?.Targets ?? [])
        {
            yield return ("target", PlainText.Line(target, MaxName));
        }

        if (located.Job is { } job)
        {
            yield return ("job", PlainText.Line(job.JobName, MaxName));
        }

        if ((resource?.VertexName ?? resource?.VertexId) is { } vertex)
        {
            yield return ("vertex", PlainText.Line(vertex, MaxName));
        }

        if (resource?.Operator is { } name)
        {
            yield return ("operator", PlainText.Line(name, MaxName));
        }
    }

    /// <summary>A name as one part of a path; "." and ".." are names, not folders.</summary>
    private static string Segment(string name) => name.Trim('.').Length == 0 ? "_" + name : Uri.EscapeDataString(PlainText.Line(name));
}

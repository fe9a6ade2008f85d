using System.Text.Json;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>Where a SARIF result belongs: target, job and vertex as logical locations, and a path that stands for target and job.</summary>
internal static class SarifLocation
{
    private const int MaxName = 200;

    /// <summary>Writes <c>locations</c>: the line of a file where the finding stands in one, so that a pull request shows it there.</summary>
    public static void Write(Utf8JsonWriter json, LocatedCheck located, Finding? finding)
    {
        if (finding?.Location is not { File: not "-" } location)
        {
            Write(json, Names(located, null).Select(part => part.Name), Names(located, finding?.Resource));
            return;
        }

        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(json, UriOf(location.File), location);
        WriteLogical(json, Names(located, finding.Resource));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>
    /// A file as SARIF's consumers take it: relative to the folder of the scan, which is the root of the repository in a pipeline, with <c>/</c>; a file elsewhere as <c>file:</c>.
    /// </summary>
    internal static string UriOf(string file)
    {
        var relative = Path.IsPathRooted(file) ? Path.GetRelativePath(Environment.CurrentDirectory, file) : file;
        var parts = relative.Replace('\\', '/').Split('/').Where(static part => part is not ("" or ".")).ToList();
        return Path.IsPathRooted(relative) || parts is ["..", ..]
            ? new Uri(Path.GetFullPath(file)).AbsoluteUri
            : string.Join('/', parts.Select(Uri.EscapeDataString));
    }

    /// <summary>Writes <c>locations</c>.</summary>
    /// <param name="json">Where they go.</param>
    /// <param name="folders">The parts of the path that stands for what has no file.</param>
    /// <param name="names">The logical locations, the widest first, each with its kind.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<string> folders, IEnumerable<(string Kind, string Name)> names)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(json, string.Join('/', folders.Select(Segment).Prepend("flinkready")), null);
        WriteLogical(json, names);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePhysical(Utf8JsonWriter json, string uri, SourceLocation? location)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", location?.Line ?? 1);
        if (location is not null)
        {
            json.WriteNumber("startColumn", location.Column);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLogical(Utf8JsonWriter json, IEnumerable<(string Kind, string Name)> names)
    {
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

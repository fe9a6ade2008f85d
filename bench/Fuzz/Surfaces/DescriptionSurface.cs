using System.Text;
using FlinkReady.Fleet.Templates;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>The description tree of a vertex, and its name, in the middle of a real job graph; then the search for its operators' ids.</summary>
public sealed class DescriptionSurface : ISurface
{
    private readonly JobGraph _graph;

    public DescriptionSurface()
    {
        var job = TemplateSet.Of("2.3.0").Graphs.Single(template => template.Vertices.Count == 9).Job;
        var nodes = job["plan"]!["nodes"]!.AsArray().ToDictionary(node => node!["id"]!.GetValue<string>(), node => node!, StringComparer.Ordinal);
        _graph = new JobGraph([.. job["vertices"]!.AsArray().Select(vertex =>
        {
            var id = vertex!["id"]!.GetValue<string>();
            var inputs = nodes[id]["inputs"]?.AsArray().Select(input => new GraphInput(input!["id"]!.GetValue<string>(), input["ship_strategy"]!.GetValue<string>()));
            return new GraphVertex(id, vertex["name"]!.GetValue<string>(), nodes[id]["description"]!.GetValue<string>(), [.. inputs ?? []]);
        })]);
        Corpus = [.. _graph.Vertices.Select(vertex => Encoding.UTF8.GetBytes($"{vertex.Name}\n{vertex.Description}")), .. CorpusFiles.Of("descriptions")];
    }

    /// <inheritdoc/>
    public string Name => "description";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; }

    /// <inheritdoc/>
    public Task ReadAsync(byte[] input)
    {
        // The first line is the name, the rest the description.
        var text = Encoding.UTF8.GetString(input).Split('\n', 2);
        var changed = _graph.Vertices.ToList();
        var at = input.Length % changed.Count;
        changed[at] = changed[at] with { Name = text[0], Description = text[^1] };
        var verdicts = OperatorIdentity.Judge(new JobGraph(changed), new OperatorEvidence());
        if (verdicts.Count != changed.Count)
        {
            throw new InvalidOperationException($"{verdicts.Count} verdicts on {changed.Count} vertices");
        }

        return Task.CompletedTask;
    }
}

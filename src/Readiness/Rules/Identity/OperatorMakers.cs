using System.Text.RegularExpressions;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// Reads off names who made the operators of a job: the Table planner (<see cref="PlannerNames"/>), a connector (Paimon: <c>FlinkSink</c>; Iceberg:
/// <c>FlinkSink</c>, <c>IcebergSink</c>; Hudi: <c>Pipelines</c>), a pipeline of Flink CDC (<c>FlinkPipelineComposer</c>), or the program.
/// </summary>
internal sealed partial class OperatorMakers
{
    private readonly HashSet<OperatorMaker> _inJob = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _descriptions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _paimonTables = new(StringComparer.Ordinal);
    private readonly bool _isPython;
    private readonly bool _hasUidOfPipeline;

    private OperatorMakers(JobFacts job, IReadOnlyList<VertexOperators> vertices)
    {
        foreach (var node in job.Graph.Vertices)
        {
            _descriptions.TryAdd(node.Id, node.Description is null ? [] : VertexReading.Of(node).Descriptions);
        }

        var (schema, partition) = (false, false);
        var hudi = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vertex in vertices)
        {
            foreach (var one in vertex.Operators)
            {
                IsSql |= PlannerNames.IsPlanned(one.Name) || PlannerNames.IsPlanned(DescriptionOf(vertex, one));
                _isPython |= one.Name.StartsWith("_stream_key_by_map_operator", StringComparison.Ordinal)
                    || one.Name.StartsWith("_keyed_stream_values_operator", StringComparison.Ordinal)
                    || one.Name.StartsWith("_partition_custom_map_operator", StringComparison.Ordinal);
                var named = Named(one.Name);
                _inJob.Add(named);
                if (named == OperatorMaker.Hudi)
                {
                    hudi.Add(one.Name);
                }

                if (named == OperatorMaker.Paimon && TableInName(one.Name) is { } table)
                {
                    _paimonTables.Add(table);
                }

                _hasUidOfPipeline |= one.Uid is UidVerdict.Explicit or UidVerdict.Declared && !IsSchemaOperator(one.Name);
                schema |= IsSchemaOperator(one.Name);
                partition |= one.Name is "PrePartition" or "PostPartition" or "Partitioning";
            }
        }

        // One of these names alone may be anybody's.
        if (hudi.Count == 1 && !hudi.First().Contains("hoodie", StringComparison.Ordinal))
        {
            _inJob.Remove(OperatorMaker.Hudi);
        }

        // Source and sink of a pipeline may have names of their own; what lies between them has always the same.
        if (schema && partition)
        {
            _inJob.Add(OperatorMaker.FlinkCdc);
        }
    }

    /// <summary>True where the Table planner made an operator of the job.</summary>
    public bool IsSql { get; }

    /// <summary>Reads the operators of a job.</summary>
    public static OperatorMakers Of(JobFacts job, IReadOnlyList<VertexOperators> vertices) => new(job, vertices);

    /// <summary>Where an operator comes from.</summary>
    public OperatorOrigin OriginOf(VertexOperators vertex, OperatorVerdict one)
    {
        var maker = MakerOf(vertex, one);
        return new OperatorOrigin(maker, IsSql, _hasUidOfPipeline, maker == OperatorMaker.Paimon ? PaimonTableOf(one) : null);
    }

    private OperatorMaker MakerOf(VertexOperators vertex, OperatorVerdict one)
    {
        if (_inJob.Contains(OperatorMaker.FlinkCdc))
        {
            return OperatorMaker.FlinkCdc;
        }

        var named = Named(one.Name);
        return named switch
        {
            not OperatorMaker.Program when _inJob.Contains(named) => named,
            _ when IsPlanned(vertex, one) => OperatorMaker.Planner,
            _ when _inJob.Contains(OperatorMaker.Paimon) && (BesidePaimon().IsMatch(one.Name) || (IsSql && one.Name == "Map")) => OperatorMaker.Paimon,
            _ when _inJob.Contains(OperatorMaker.Hudi) && one.Name is "dummy" or "Sink: dummy" => OperatorMaker.Hudi,
            _ when IsSql => OperatorMaker.AroundQuery,
            _ => _isPython ? OperatorMaker.PythonProgram : OperatorMaker.Program,
        };
    }

    // The one in its name, else the only one in the job.
    private string? PaimonTableOf(OperatorVerdict one) => TableInName(one.Name) ?? (_paimonTables.Count == 1 ? _paimonTables.First() : null);

    // Where it can stand in SQL as it is.
    private static string? TableInName(string name)
    {
        var end = name.LastIndexOf(" : ", StringComparison.Ordinal);
        var table = end < 0 ? string.Empty : name[(end + 3)..];
        return table.Length is > 0 and <= 128 && table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? table : null;
    }

    private bool IsPlanned(VertexOperators vertex, OperatorVerdict one)
    {
        var description = DescriptionOf(vertex, one);
        return IsSql && (PlannerNames.IsPlanned(one.Name) || PlannerNames.IsPlanned(description) || PlannerNames.EndsWithNumber(one.Name) || PlannerNames.StartsWithNode(one.Name));
    }

    private string DescriptionOf(VertexOperators vertex, OperatorVerdict one) =>
        one is { ChainedSource: false, Index: >= 0 } && _descriptions.TryGetValue(vertex.VertexId, out var descriptions) && one.Index < descriptions.Count ? descriptions[one.Index] : string.Empty;

    // It has a uid in any case: schema.operator.uid, or Flink CDC's own.
    private static bool IsSchemaOperator(string name) => name is "SchemaOperator" or "SchemaMapper";

    private static OperatorMaker Named(string name) => name switch
    {
        _ when FlinkCdc().IsMatch(name) => OperatorMaker.FlinkCdc,
        _ when Paimon().IsMatch(name) => OperatorMaker.Paimon,
        _ when Iceberg().IsMatch(name) => OperatorMaker.Iceberg,
        _ when Hudi().IsMatch(name) => OperatorMaker.Hudi,
        _ => OperatorMaker.Program,
    };

    [GeneratedRegex(@"^(Transform:(Schema|Data)$|(Source: |Sink Writer: |Sink Committer: )?Flink CDC Event (Source|Sink): )")]
    private static partial Regex FlinkCdc();

    [GeneratedRegex(@"^(CDC |Multiplex )*(Writer(\([a-z-]+\))?|Global Committer)( : | -> )")]
    private static partial Regex Paimon();

    [GeneratedRegex(@"^(Sink: )?(dynamic-bucket-assigner|cross-partition-bucket-assigner|INDEX_BOOTSTRAP|local merge|end|end: Writer|Compact.*|Changelog Compact.*|Collect Statistics|Strip Statistics)$")]
    private static partial Regex BesidePaimon();

    [GeneratedRegex(@"(^|-)(IcebergStreamWriter|IcebergFilesCommitter)$|^(Sink: )?(.+-)?IcebergSink |Sink (pre-commit aggregator|post-commit ): ")]
    private static partial Regex Iceberg();

    [GeneratedRegex(@"^(Source: |Sink: )?(bucket_assigner|stream_write|hoodie_[a-z_]+|bucket_write|bucket_bulk_insert|consistent_bucket_(assigner|write)|row_data_to_hoodie_record|(batch_)?index_bootstrap|compact_plan_generate|compact_task|compact_commit|cluster_plan_generate|clustering_task|clustering_commit|clean_commits|split_monitor|split_reader)($|: |\()")]
    private static partial Regex Hudi();
}

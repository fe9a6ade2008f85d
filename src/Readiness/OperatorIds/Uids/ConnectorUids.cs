using System.Buffers;
using System.Text.RegularExpressions;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>
/// The uids that well-known connectors give to the operators they make: Hudi's of the operator and the table (<c>Pipelines.opUID</c>, before 0.11 without
/// the dash), Flink CDC's one of its schema operator (<c>PipelineOptions.PIPELINE_SCHEMA_OPERATOR_UID</c>), Iceberg's of the prefix or suffix that is in its
/// operators' names, too (<c>FlinkSink</c>, <c>IcebergSink</c>), Paimon's of the operator, the table and a suffix (<c>FlinkConnectorOptions.generateCustomUid</c>).
/// </summary>
internal sealed partial class ConnectorUids : UidRow
{
    private const string CdcSchemaOperator = "$$_schema_operator_$$";
    private static readonly string[] CdcParts = ["source", "post-transform", "schema-operator", "sink-writer", "sink-committer"];

    private const string InsertInto = "insert-into_";

    /// <summary>Tables of a job that are tried, and times that one of them may be written.</summary>
    private const int MostTables = 16;
    private const int MostTimes = 3;

    /// <summary>Longer names are not tried.</summary>
    private const int LongestName = 512;

    private static readonly string[] HudiOperators =
    [
        "bucket_assigner", "stream_write", "hoodie_stream_write", "hoodie_append_write", "bucket_write", "bucket_bulk_insert", "index_bootstrap", "batch_index_bootstrap",
        "consistent_bucket_assigner", "consistent_bucket_write", "split_monitor", "split_reader",
    ];

    private static readonly string[] PaimonParts = ["Writer", "Global Committer", "dynamic-bucket-assigner"];

    private static readonly (string Name, string Uid)[] IcebergParts =
        [("-IcebergStreamWriter", "-writer"), ("-IcebergFilesCommitter", "-committer"), ("-range-shuffle", "-shuffle")];

    /// <summary>One of these is in each name of Iceberg's or Paimon's; most names of other jobs end here.</summary>
    private static readonly SearchValues<string> ConnectorMarks = SearchValues.Create(["-Iceberg", "-range-shuffle", "aggregator: ", " : "], StringComparison.Ordinal);

    private readonly string[] _texts;

    private ConnectorUids(IEnumerable<string> texts)
    {
        _texts = [.. texts.Distinct(StringComparer.Ordinal)];
        Fill(Array.ConvertAll(_texts, text => Murmur3.OfText(text)));
    }

    /// <summary>The texts that the uids of a job with operators of these names may be; none where no name is one of a connector's.</summary>
    public static IReadOnlyList<UidRow> For(string jobName, IEnumerable<string> names)
    {
        var texts = new List<string>();
        var tables = new List<string>();
        var isHudi = false;
        foreach (var name in names)
        {
            if (name.Length > LongestName)
            {
                continue;
            }

            var bare = name.AsSpan(UidBase.StartOfBare(name));
            isHudi |= IsHudi(bare, tables);
            if (bare.ContainsAny(ConnectorMarks))
            {
                AddIceberg(texts, bare.ToString());
                AddPaimon(texts, bare.ToString());
            }

            if (bare is "SchemaOperator" or "SchemaMapper")
            {
                texts.Add(CdcSchemaOperator);
                texts.AddRange(CdcParts.Select(part => $"{jobName}-{part}"));
            }
        }

        if (isHudi)
        {
            AddHudi(texts, jobName, tables);
        }

        return texts.Count == 0 ? [] : [new ConnectorUids(texts)];
    }

    /// <summary>True where a text names an operator whose uid may be made of the job's name.</summary>
    public static bool MayBeMadeOfJobName(string text)
    {
        if (text.Contains("Schema", StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var part in HudiOperators)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override string TextOf(int index) => _texts[index];

    private static bool IsHudi(ReadOnlySpan<char> name, List<string> tables)
    {
        if (name.IndexOf('_') < 0)
        {
            return false;
        }

        var colon = name.IndexOf(": ", StringComparison.Ordinal);
        foreach (var one in HudiOperators)
        {
            if ((colon < 0 ? name : name[..colon]).SequenceEqual(one))
            {
                if (colon > 0 && tables.Count < MostTables)
                {
                    tables.Add(name[(colon + 2)..].ToString());
                }

                return true;
            }
        }

        return false;
    }

    // A name shows the table in later versions only; an INSERT's job is called after it.
    private static void AddHudi(List<string> texts, string jobName, List<string> tables)
    {
        if (jobName.StartsWith(InsertInto, StringComparison.Ordinal) && jobName.Length <= LongestName)
        {
            var table = jobName[InsertInto.Length..];
            tables.Add(table[(table.LastIndexOf('.') + 1)..]);
            tables.Add(table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        }

        foreach (var one in HudiOperators)
        {
            texts.Add($"uid_{one}");
            foreach (var table in tables)
            {
                texts.Add($"uid_{one}{table}");
                texts.Add($"uid_{one}_{table}");
                for (var time = 1; time <= MostTimes; time++)
                {
                    texts.Add($"uid_{one}_{time}_{table}");
                }
            }
        }
    }

    // The suffix is the user's own choice: the one that this program proposes, and the table's name once more.
    private static void AddPaimon(List<string> texts, string name)
    {
        var end = name.LastIndexOf(" : ", StringComparison.Ordinal);
        if (end < 0 || !PaimonParts.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
        {
            return;
        }

        var table = name[(end + 3)..];
        foreach (var part in PaimonParts)
        {
            texts.AddRange([$"{part}_{table}_v1", $"{part}_{table}_{table}", $"{part}_{table}_{table}_v1"]);
        }
    }

    private static void AddIceberg(List<string> texts, string name)
    {
        foreach (var (part, uid) in IcebergParts)
        {
            if (name.Length > part.Length && name.EndsWith(part, StringComparison.Ordinal))
            {
                texts.Add(name[..^part.Length] + uid);
            }
        }

        if (DummySink().Match(name) is { Success: true } dummy)
        {
            texts.Add(dummy.Groups[1].Value + "-dummysink");
        }

        if (Aggregator().Match(name) is { Success: true } aggregator)
        {
            var suffix = aggregator.Groups[1].Value;
            texts.AddRange([
                suffix, $"Sink Committer: {suffix}", $"Sink pre-commit aggregator: {suffix}", $"{suffix}: Sink pre-commit aggregator: {suffix}", $"shuffle-{suffix}",
                $"{suffix}: shuffle-{suffix}", $"Sink post-commit : {suffix}", $"{suffix}: Sink post-commit : {suffix}"]);
        }
    }

    [GeneratedRegex("^(.+)-IcebergSink .")]
    private static partial Regex DummySink();

    [GeneratedRegex("Sink pre-commit aggregator: (.+)$")]
    private static partial Regex Aggregator();
}

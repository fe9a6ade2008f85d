using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Tests.OperatorIds;

/// <summary>The uids that connectors give to their operators, as they stand in the connectors' sources: without them the operators would be undecided.</summary>
public sealed class ConnectorUidTests
{
    [Theory]
    [InlineData("bucket_assigner", "stream_write: orders", "", "uid_bucket_assigner_orders")]
    [InlineData("stream_write: orders", "bucket_assigner", "", "uid_stream_write_orders")]
    [InlineData("bucket_assigner", "stream_write: orders", "", "uid_bucket_assigner_1_orders")]
    [InlineData("hoodie_stream_write", "bucket_assigner", "insert-into_default_catalog.lake.orders", "uid_hoodie_stream_writeorders")]
    [InlineData("stream_write", "bucket_assigner", "insert-into_default_catalog.lake.orders", "uid_stream_writeorders")]
    [InlineData("stream_write: lake.orders", "bucket_assigner", "", "uid_stream_write_lake.orders")]
    [InlineData("SchemaOperator", "PostPartition", "", "$$_schema_operator_$$")]
    [InlineData("SchemaOperator", "PostPartition", "sync-orders", "sync-orders-schema-operator")]
    [InlineData("Writer : orders", "Global Committer : orders", "", "Writer_orders_v1")]
    [InlineData("Global Committer : orders", "Writer(write-only) : orders", "", "Global Committer_orders_v1")]
    [InlineData("lake-IcebergStreamWriter", "lake-IcebergFilesCommitter", "", "lake-writer")]
    [InlineData("lake-IcebergFilesCommitter", "lake-IcebergStreamWriter", "", "lake-committer")]
    [InlineData("Sink: lake-IcebergSink db.orders", "lake-IcebergFilesCommitter", "", "lake-dummysink")]
    [InlineData("IcebergSink: Writer", "IcebergSink: Sink pre-commit aggregator: lake", "", "lake")]
    public void A_uid_that_a_connector_sets_is_found(string name, string other, string job, string uid)
    {
        var head = new GraphVertex("cbc357ccb763df2852fee8c4fc7d55f2", "Source: a -> b", "Source: a<br/>+- b<br/>", []);
        var graph = new JobGraph([head, Vertex(name, Murmur3.OfText(uid).ToString()), Vertex(other, Murmur3.OfText("nobody guesses this").ToString())]) { JobName = job };

        var found = OperatorIdentity.Judge(graph, OperatorEvidence.None)[1].Operators[0];

        Assert.Equal((UidVerdict.Declared, uid, UidSource.Guess), (found.Uid, found.DeclaredUid, found.Source));
    }

    [Theory]
    [InlineData("_stream_key_by_map_operator", false)]
    [InlineData("_keyed_stream_values_operator", false)]
    [InlineData("_partition_custom_map_operator", false)]
    [InlineData("_keyed_stream_values_operator, Map", false)]
    [InlineData("Map, _stream_key_by_map_operator", true)]
    [InlineData("_stream_key_by_map_operator_of_mine", true)]
    public void The_helpers_of_PyFlink_can_have_no_uid_and_what_is_chained_behind_one_neither(string name, bool assignable)
    {
        var graph = new JobGraph([new GraphVertex("bc764cd8ddf7a0cff126f51c16239658", name, name + "<br/>", [])]);

        Assert.Equal(assignable, OperatorIdentity.Judge(graph, OperatorEvidence.None)[0].Operators[0].Assignable);
    }

    private static GraphVertex Vertex(string name, string id) => new(id, name, name + "<br/>", [new GraphInput("cbc357ccb763df2852fee8c4fc7d55f2", "REBALANCE")]);
}

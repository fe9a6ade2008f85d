using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>Reads bytes as tests want them.</summary>
internal static class Reading
{
    public static Task<CheckpointMetadata> OfAsync(byte[] bytes, MetadataLimits? limits = null) => OfAsync(new BytesContent(bytes), limits);

    public static async Task<CheckpointMetadata> OfAsync(IContent content, MetadataLimits? limits = null) => (await WholeAsync(content, limits)).Metadata;

    /// <summary>With what it took.</summary>
    public static Task<MetadataRead> WholeAsync(IContent content, MetadataLimits? limits = null) =>
        MetadataReader.ReadAsync(content, "file:/chk-7/_metadata", limits ?? MetadataLimits.Default, TestContext.Current.CancellationToken);

    /// <summary>The one operator of a file that has nothing behind it: it must have been read to its last byte.</summary>
    public static async Task<WitnessedOperator> OneOfAsync(byte[] bytes)
    {
        var read = await WholeAsync(new BytesContent(bytes));
        Assert.Equal(bytes.Length, read.End);
        return Assert.Single(read.Metadata.Operators);
    }

    public static async Task<UnreadException> RefusalAsync(byte[] bytes, MetadataLimits? limits = null) =>
        await Assert.ThrowsAsync<UnreadException>(() => OfAsync(bytes, limits));
}

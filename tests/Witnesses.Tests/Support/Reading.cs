using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>Reads bytes as tests want them.</summary>
internal static class Reading
{
    public static Task<MetadataContent> OfAsync(byte[] bytes, MetadataLimits? limits = null) => OfAsync(new BytesContent(bytes), limits);

    public static Task<MetadataContent> OfAsync(IContent content, MetadataLimits? limits = null) =>
        MetadataReader.ReadAsync(content, limits ?? MetadataLimits.Default, TestContext.Current.CancellationToken);

    /// <summary>The one operator of a file that has nothing behind it: it must have been read to its last byte.</summary>
    public static async Task<WitnessedOperator> OneOfAsync(byte[] bytes)
    {
        var metadata = await OfAsync(bytes);
        Assert.Equal(bytes.Length, metadata.End);
        return Assert.Single(metadata.Operators);
    }

    public static async Task<UnreadException> RefusalAsync(byte[] bytes, MetadataLimits? limits = null) =>
        await Assert.ThrowsAsync<UnreadException>(() => OfAsync(bytes, limits));
}

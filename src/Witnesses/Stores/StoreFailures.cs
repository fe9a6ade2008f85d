using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>What went wrong with a store, as a reason and one line. Texts of servers and exceptions are not passed on.</summary>
internal static class StoreFailures
{
    /// <summary>An answer that is no file.</summary>
    public static UnreadException OfStatus(int status) => status switch
    {
        404 or 410 => new(UnreadReason.Gone, "the store has no such file"),
        412 => new(UnreadReason.Gone, "the file was replaced while it was read"),
        401 or 403 => new(UnreadReason.Denied, $"the store refuses with status {status}: check its credentials and what they may read"),
        416 => new(UnreadReason.BadMetadata, "the file is empty"),
        >= 300 and < 400 => new(UnreadReason.Failed, $"the store sends elsewhere (status {status}), where this program doesn't go: check the store's address and region"),
        _ => new(UnreadReason.Failed, $"the store answers with status {status}"),
    };
}

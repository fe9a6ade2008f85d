using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a list of declared uids.</summary>
internal static class UidsKeys
{
    /// <summary>One of <c>uids</c>.</summary>
    public static SectionShape<UidsDraft> Shape { get; } = new("list of uids", static map => new UidsDraft(map),
    [
        new Key<UidsDraft, Glob>("target", Values.Glob, static (draft, value) => draft.Target = value, "\"*\"", "orders", "Glob over target names."),
        new Key<UidsDraft, Glob>("job", Values.Glob, static (draft, value) => draft.Job = value, "\"*\"", "\"orders-*\"", "Glob over job names."),
        new Key<UidsDraft, string>("file", Values.FileName, static (draft, value) => draft.File = value, null, "orders.uids.txt", "A file in UTF-8 with one uid a line. One of file and values."),
        new Key<UidsDraft, IReadOnlyList<string>>("values", new ListShape<string>(Uid, "list of uids"), static (draft, value) => draft.Values = value, null, "[orders-source, orders-sink]", "The uids themselves."),
    ]);

    private static Shape<string> Uid => new ScalarShape<string>("uid", static text => text.Length == 0 ? (text, "is empty") : (text, null));
}

using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a list of declared uids.</summary>
internal static class UidsKeys
{
    /// <summary>One of <c>uids</c>.</summary>
    public static SectionShape<UidsDraft> Shape { get; } = new("list of uids", static _ => new UidsDraft(),
    [
        new Key<UidsDraft, Glob>("target", Values.Glob, static (draft, value) => draft with { Uids = draft.Uids with { Target = value } }, "\"*\"", "orders", "Glob over target names."),
        new Key<UidsDraft, Glob>("job", Values.Glob, static (draft, value) => draft with { Uids = draft.Uids with { Job = value } }, "\"*\"", "\"orders-*\"", "Glob over job names."),
        new Key<UidsDraft, string>("file", Values.FileName, static (draft, value) => draft with { File = value }, null, "orders.uids.txt", "A file in UTF-8 with one uid a line. One of file and values."),
        new Key<UidsDraft, IReadOnlyList<string>>("values", new ListShape<string>(Uid, "list of uids"), static (draft, value) => draft with { Uids = draft.Uids with { Values = value } }, null, "[orders-source, orders-sink]", "The uids themselves."),
    ],
    Complete);

    private static Shape<string> Uid => new ScalarShape<string>("uid", static text => text.Length == 0 ? (text, "is empty") : (text, null));

    private static UidsDraft Complete(UidsDraft draft, MapNode written, ReadContext context)
    {
        if (written.Has("file") == written.Has("values"))
        {
            context.Add(written, "uids needs one of file and values");
            return draft;
        }

        if (draft.File is not { } file)
        {
            return draft;
        }

        var (values, wrong) = UidFiles.Read(context.Resolve(file, written));
        if (wrong is not null)
        {
            context.Add(written, $"the uids file {file} {wrong}");
        }

        return draft with { Uids = draft.Uids with { Values = values } };
    }
}

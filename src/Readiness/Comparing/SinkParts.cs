using FlinkReady.Readiness.Plans;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Recognises what a sink adds beside its writer and committers (<c>x: collect committables</c>): no author can give it a uid, and it keeps no state.</summary>
internal static class SinkParts
{
    private static readonly string[] Parts = [": Writer", ": Committer", ": Global Committer"];
    private static readonly string[] Added = ["collect committables", "merge committables"];

    /// <summary>Whether the operator reads from a writer or committer of the sink whose name it begins with, or from what was added below one.</summary>
    public static bool IsAdded(ProgramOperator one, IReadOnlyList<ProgramOperator> all)
    {
        foreach (var added in Added)
        {
            if (one.Name.EndsWith($": {added}", StringComparison.Ordinal))
            {
                var sink = one.Name[..^(added.Length + 2)];
                return one.Inputs.Any(input => Parts.Concat(Added.Select(other => $": {other}")).Any(part => all[input].Name == sink + part));
            }
        }

        return false;
    }
}

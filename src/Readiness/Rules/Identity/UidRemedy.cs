using System.Text;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Words how an operator gets a uid.</summary>
internal static class UidRemedy
{
    /// <summary>The fix that whoever made the operator can make.</summary>
    /// <param name="one">The operator.</param>
    /// <param name="origin">Where it comes from.</param>
    public static string For(OperatorVerdict one, OperatorOrigin origin) => origin.Maker switch
    {
        OperatorMaker.Planner => ConnectorRemedy.Sql,
        OperatorMaker.AroundQuery => ConnectorRemedy.AroundQuery,
        OperatorMaker.Paimon => ConnectorRemedy.Paimon(origin.PaimonTable),
        OperatorMaker.Iceberg => origin.IsOfSql ? ConnectorRemedy.IcebergInSql : ConnectorRemedy.IcebergInProgram,
        OperatorMaker.Hudi => ConnectorRemedy.Hudi,
        OperatorMaker.FlinkCdc => origin.HasUidOfPipeline ? ConnectorRemedy.FlinkCdcBeyondPrefix : ConnectorRemedy.FlinkCdc,
        _ => InProgram(one, origin.Maker == OperatorMaker.PythonProgram),
    };

    // The uid itself is a proposal from the operator's name.
    private static string InProgram(OperatorVerdict one, bool isPython)
    {
        var uid = Slug(one.Name);
        var kind = OperatorKinds.Of(one);
        var where = kind switch
        {
            OperatorKind.Source => "Give the source a uid that never changes",
            OperatorKind.Writer or OperatorKind.Committer => "Give the sink a uid that never changes; its writer and committer take theirs from it",
            _ => "Give the operator a uid that never changes",
        };
        if (one.OperatorId is not { } id || (isPython && kind is OperatorKind.Writer or OperatorKind.Committer))
        {
            return $"{where}:\n.uid(\"{uid}\")\nState that it has in existing savepoints is found under the old id only: it starts empty.";
        }

        // A sink of several operators refuses setUidHash: Flink takes the hashes of its parts beside it (DataStreamSink.setUidHash, CustomSinkOperatorUidHashes).
        var pinned = (kind, isPython) switch
        {
            (OperatorKind.Writer or OperatorKind.Committer, false) => $".sinkTo(sink, CustomSinkOperatorUidHashes.builder().{PartOf(one.Name)}(\"{id}\").build()).uid(\"{uid}\")",
            (_, false) => $".uid(\"{uid}\").setUidHash(\"{id}\")",
            (_, true) => $".uid(\"{uid}\").set_uid_hash(\"{id}\")",
        };
        return $"{where}:\n.uid(\"{uid}\")\n"
            + $"To take the state of the running job along, release it once with\n{pinned}\n"
            + "Flink then looks for the state under the old id and stores it under the new one. Take the hash away with the next release: it is looked up at a restore, and keeps no state by itself.";
    }

    private static string PartOf(string name) => name switch
    {
        _ when name.EndsWith(": Global Committer", StringComparison.Ordinal) => "setGlobalCommitterUidHash",
        _ when name.EndsWith("Committer", StringComparison.Ordinal) => "setCommitterUidHash",
        _ => "setWriterUidHash",
    };

    /// <summary>A uid to propose for a name. Lower case, words joined by hyphens: safe in Java, and what people write.</summary>
    public static string Slug(string name)
    {
        const int longest = 60;
        name = SecretText.Mask(name);
        var slug = new StringBuilder();
        foreach (var prefix in (ReadOnlySpan<string>)["Source: ", "Sink: "])
        {
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        }

        foreach (var suffix in (ReadOnlySpan<string>)[": Writer", ": Committer", ": Global Committer"])
        {
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        }

        foreach (var letter in name)
        {
            if (slug.Length >= longest)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "a-stable-name" : text;
    }
}

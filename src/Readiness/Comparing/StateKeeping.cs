using System.Globalization;
using System.Text;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules.Identity;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Words the change that keeps the state of an operator.</summary>
internal sealed class StateKeeping(UidProposals proposals)
{
    private const string CommitterPrefix = "Sink Committer: ";
    private const string GlobalPrefix = "Sink ";
    private const string GlobalSuffix = " Global Committer";

    /// <summary>What gives the successor of an operator its old id back.</summary>
    public string Fix(ComparedOperator old, ComparedOperator? successor)
    {
        var where = successor is null ? "On the operator that goes on with its state" : $"On {Names.Text.Name(successor.Name)}";
        if (old.IsPlanned)
        {
            return "A SQL operator can't be pinned to an id. Keep the compiled plan of the old query, or start the new query without the old state:\nEXECUTE PLAN 'file:///plans/job.json';";
        }

        if (old.UidText is { } text)
        {
            var uid = SinkUid(text);
            return $"{where}, restore the old uid{(uid == text ? string.Empty : " of the sink")}:\n.uid({Java(uid)})";
        }

        return SinkPart(old.Name) is { } setter
            ? $"On the sink, pin the old id{(old.Uid == UidVerdict.Auto ? " for one release" : ", or restore the old uid")}:\n.sinkTo(sink, CustomSinkOperatorUidHashes.builder().{setter}(\"{old.Id}\").build())"
            : old.Uid == UidVerdict.Auto
                ? $"{where}, pin the old id for the release that changes it, beside a uid that never changes:\n.uid({Java(Proposal(old, successor))}).setUidHash(\"{old.Id}\")"
                : $"{where}, restore the old uid, or pin the old id:\n.setUidHash(\"{old.Id}\")";
    }

    /// <summary>What gives an operator without uid one, its state taken along.</summary>
    public string GiveUid(ComparedOperator old, ComparedOperator same, bool isOther)
    {
        if (same.IsPlanned || old.IsPlanned)
        {
            return ConnectorRemedy.Sql;
        }

        var what = isOther ? $"On the operator that was {Names.Text.Name(old.Name)}, set" : "Set";
        return SinkPart(old.Name) is { } setter
            ? $"On the sink, set a uid that never changes and pin the old id for one release:\n.sinkTo(sink, CustomSinkOperatorUidHashes.builder().{setter}(\"{old.Id}\").build()).uid({Java(proposals.For(old))})"
            : $"{what} a uid that never changes and pin the old id for one release:\n.uid({Java(proposals.For(old))}).setUidHash(\"{old.Id}\")";
    }

    /// <summary>What to do about a uid that is made up at each start.</summary>
    public static string StableUid(ComparedOperator one) => one.IsPlanned
        ? "Run a plan that is compiled once and kept, or ask a fresh JobManager for each plan:\nEXECUTE PLAN 'file:///plans/job.json';"
        : "Give the connector a uid or a uid prefix that never changes: Iceberg uidPrefix, Paimon 'sink.operator-uid.suffix', Flink CDC operator.uid.prefix. In a program of your own:\n.uid(\"a-stable-name\")";

    /// <summary>What keeps the parallelism within the stored maximum.</summary>
    public static string LowerParallelism(int max) => string.Create(CultureInfo.InvariantCulture, $"Stay at or below the stored max parallelism; it can't be raised without losing the state:\n.setParallelism({max})");

    /// <summary>What keeps the max parallelism.</summary>
    public static string SameMaxParallelism(int stored) => string.Create(CultureInfo.InvariantCulture, $"Keep the stored max parallelism; it can't be changed without losing the state:\npipeline.max-parallelism: {stored}");

    // A successor that has a uid already keeps it; only the id is pinned beside it.
    private string Proposal(ComparedOperator old, ComparedOperator? successor) => successor?.UidText ?? proposals.For(successor ?? old);

    private static string? SinkPart(string name) => name switch
    {
        _ when name.EndsWith(": Global Committer", StringComparison.Ordinal) => "setGlobalCommitterUidHash",
        _ when name.EndsWith(": Committer", StringComparison.Ordinal) => "setCommitterUidHash",
        _ when name.EndsWith(": Writer", StringComparison.Ordinal) => "setWriterUidHash",
        _ => null,
    };

    // Flink makes the uids of a sink's parts from the sink's own (SinkTransformationTranslator).
    private static string SinkUid(string text) =>
        text.StartsWith(CommitterPrefix, StringComparison.Ordinal) ? text[CommitterPrefix.Length..]
        : text.StartsWith(GlobalPrefix, StringComparison.Ordinal) && text.EndsWith(GlobalSuffix, StringComparison.Ordinal) && text.Length > GlobalPrefix.Length + GlobalSuffix.Length ? text[GlobalPrefix.Length..^GlobalSuffix.Length]
        : text;

    // A literal on one line, whatever is in the text.
    private static string Java(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            literal.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => letter.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}

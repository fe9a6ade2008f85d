using System.Globalization;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Words verdicts for people.</summary>
internal sealed class ComparisonText(OperatorSet old, OperatorSet fresh, ComparisonOptions options)
{
    private const string HowToSeeOld = "Give the old side's unchained plan with --old-unchained.";
    private const string HowToSeeNew = "Give the new program's unchained plan with --new-unchained.";

    /// <summary>Of an operator whose id is found and that has a uid, or may have one.</summary>
    public static string Kept(ComparedOperator same) => same.Uid switch
    {
        UidVerdict.Undecided => "Its id is in the new program. Whether a uid holds it there can't be seen.",
        _ when same.UidText is { } text => $"Its id is in the new program: the uid {Text.Name(text)}.",
        _ => "Its id is in the new program, from a uid.",
    };

    /// <summary>Of one that is declared to be pinned.</summary>
    public static string Pinned() => "Its id is gone, and --uids declares that the new program pins it with setUidHash.";

    /// <summary>Of one whose id is found, without a uid.</summary>
    public static string ByChance(ComparedOperator one, ComparedOperator same, bool isOther)
    {
        var first = isOther ? $"Its id belongs to {Text.Name(same.Name)} in the new program: if that is another operator, the state goes to it, or breaks the restore. " : string.Empty;
        var uid = one.Uid is UidVerdict.Explicit or UidVerdict.Declared ? "It had a uid and has none any more" : "It has no uid";
        return $"{first}{uid}: its id comes from the shape of the graph, and the next change of that may move it.";
    }

    /// <summary>Of one that is to run with more parallelism than its state allows.</summary>
    public static string AboveMax(int parallelism, int max) => string.Create(
        CultureInfo.InvariantCulture, $"It is to run with parallelism {parallelism}, and its state was stored for {max} at most: Flink will refuse the restore.");

    /// <summary>Of one whose max parallelism changes.</summary>
    public static string MaxChanged(int given, int stored) => string.Create(
        CultureInfo.InvariantCulture, $"Unless it sets a max parallelism of its own, it is to have {given}, and its state was stored with {stored}: Flink will refuse the restore.");

    /// <summary>Of one that only the new side has.</summary>
    public static string New(ComparedOperator one) => one.HasState == false ? "The old side does not have it. It keeps no state." : "The old side does not have it: it starts empty.";

    /// <summary>Of one that has state and whose id is gone.</summary>
    public string Lost(ComparedOperator one, ComparedOperator? successor, bool isCertain)
    {
        var size = one.Bytes is > 0 and { } bytes ? $" ({Text.Bytes(bytes)})" : string.Empty;
        var state = one.IsStateWitnessed ? $"its state{size}" : "the state that an operator of its kind keeps";
        var unless = isCertain ? string.Empty : "Unless the new program pins the old id with setUidHash, ";
        var sentence = $"{unless}{state} is not found: no operator of the new program has its id.";
        var more = isCertain ? " More state is lost than the new program has operators to pin old ids on." : string.Empty;
        return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}{more} {Refusal}{Became(successor)}";
    }

    /// <summary>Of one without state whose id is gone.</summary>
    public string Dropped(ComparedOperator one) => options.Restore == RestoreFrom.LastState
        ? "It has no state, but the metadata of high availability lists it, and no operator of the new program has its id: the JobManager will not start."
        : $"No operator of the new program has its id. {(one.IsStateWitnessed ? "It has no state" : "Its kind keeps no state")}: nothing is lost.";

    /// <summary>Of one whose id is gone, under last-state, where it can't be told whether it has state.</summary>
    public string DroppedUnknown() =>
        "Whether it has state can't be told, but the metadata of high availability lists it either way, and no operator of the new program has its id: the JobManager will not start.";

    /// <summary>Of one whose id is gone, where it can't be told whether it has state.</summary>
    public string StateUnknown(ComparedOperator? successor) =>
        $"No operator of the new program has its id, and neither its kind nor a checkpoint tells whether it has state. If it has, that is not found.{Became(successor)}";

    /// <summary>Of one whose id is not known.</summary>
    public string IdUnknown() => old.Operators.Count == 0 || old.WhyIncomplete is null
        ? "Its id is not known."
        : $"Its id can't be seen: it sits inside a chain. {(MayGivePlan(old) ? HowToSeeOld : old.WhyIncomplete)}";

    /// <summary>Of one whose id is not found among those that are known.</summary>
    public string NewIncomplete() => $"Its id is not among those that are known of the new program. {fresh.WhyIncomplete} {(MayGivePlan(fresh) ? HowToSeeNew : string.Empty)}".TrimEnd();

    /// <summary>Of one of the new side whose id is not known.</summary>
    public string NewIdUnknown() => $"An operator of the new program whose id can't be seen: it sits inside a chain. {(MayGivePlan(fresh) ? HowToSeeNew : fresh.WhyIncomplete)}";

    /// <summary>Of one of the new side that may be one of the old side's.</summary>
    public string OldIncomplete() => $"An operator of the new program. It may be new, or one of the old side's whose id is not known. {(MayGivePlan(old) ? HowToSeeOld : string.Empty)}".TrimEnd();

    /// <summary>Of one whose uid is made up.</summary>
    public string MadeUp() => "Its id is another one in each plan of the same program: a uid is made up at each start, and its state is lost at every upgrade.";

    // Where a second plan was given, what is wrong with it is said already.
    private static bool MayGivePlan(OperatorSet set) => !set.HasUnchained && set.Operators.Any(one => one.Id is null);

    private string Refusal => options.Restore == RestoreFrom.LastState
        ? "The JobManager will not start from the metadata of high availability."
        : "Flink refuses the restore; with allowNonRestoredState it drops the state without a word.";

    private static string Became(ComparedOperator? successor) => successor is null
        ? string.Empty
        : $" It has most likely become {Text.Name(successor.Name)}{(successor.Id is null ? string.Empty : $", id {successor.Id}")}.";
}

using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Declared uids, found again by their hashes.</summary>
internal sealed class UidBook(IReadOnlyList<string> declared)
{
    private readonly UidTexts _texts = new(declared);

    /// <summary>The operator with the text of its uid, where a declared one has its id.</summary>
    public ComparedOperator Name(ComparedOperator one) =>
        one is { UidText: null, Uid: not UidVerdict.Auto } && OperatorHash.TryParse(one.Id, out var id) && _texts.Find(id) is { } text
            ? one with { UidText = text.Text, Uid = UidVerdict.Declared }
            : one;
}

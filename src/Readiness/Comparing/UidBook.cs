using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Texts of uids, found again by their hashes: declared ones, and what an operator's name may have become.</summary>
internal sealed class UidBook(IReadOnlyList<string> declared)
{
    // Names are free text: of a program of thousands of operators this is a fraction of a second.
    private const int MostGuessed = 10_000;

    private static readonly (string End, UidPattern Pattern)[] Parts =
        [(": Global Committer", UidPattern.GlobalCommitter), (": Committer", UidPattern.Committer), (": Writer", UidPattern.Plain)];

    private readonly UidTexts _texts = new(declared);
    private int _guessed;

    /// <summary>The operator with the text of its uid, where that is known.</summary>
    public ComparedOperator Name(ComparedOperator one)
    {
        if (one is { UidText: not null } or { Uid: UidVerdict.Auto } || !OperatorHash.TryParse(one.Id, out var id))
        {
            return one;
        }

        var text = _texts.Find(id)?.Text ?? (one.Uid == UidVerdict.Explicit ? Guess(one.Name, id) ?? (one.Description is { } description ? Guess(description, id) : null) : null);
        return text is null ? one : one with { UidText = text, Uid = UidVerdict.Declared };
    }

    private string? Guess(string name, OperatorHash id)
    {
        if (_guessed++ >= MostGuessed)
        {
            return null;
        }

        var (end, pattern) = Array.Find(Parts, part => name.EndsWith(part.End, StringComparison.Ordinal));
        var row = new GuessedUids(end is null ? name : name[..^end.Length], pattern ?? UidPattern.Plain, ways: null);
        for (var i = 0; i < row.Count; i++)
        {
            if (row.HashOf(i) == id)
            {
                return row[i].Text;
            }
        }

        return null;
    }
}

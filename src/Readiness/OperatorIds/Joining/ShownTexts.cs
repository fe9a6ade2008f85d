using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Holds declared uids, and the texts that people make of operators' names, against the ids that are shown: a hash that is among them is a proof. Of which
/// operator it is none: a uid may be called like another operator.
/// </summary>
internal sealed class ShownTexts(KnownIds known, ShownIds shown)
{
    /// <summary>Tries the texts on the operators of which it is not known that they have no uid.</summary>
    public void Run()
    {
        // What a text adds to what the id proves is its name: in a large job it is not worth its time to guess.
        if (known.Budget.IsLargeJob && known.Texts.Declared.Count == 0)
        {
            return;
        }

        var open = shown.All.Where(id => id.Verdict is UidVerdict.Undecided or UidVerdict.Explicit).ToDictionary(id => id.Hash);
        foreach (var (hash, id) in open)
        {
            if (known.Texts.Find(hash) is { } declared)
            {
                id.Name(declared.Text, UidSource.List, new ShownTextProof(hash, isDeclared: true, shown.Origin));
            }
        }

        foreach (var (key, _) in open.Count == 0 || known.Budget.IsLargeJob ? [] : known.Habits.Names)
        {
            var guesses = known.Habits.GuessesFor(key);
            for (var i = 0; i < guesses.Count; i++)
            {
                if (open.TryGetValue(guesses.HashOf(i), out var id))
                {
                    id.Name(guesses[i].Text, UidSource.Guess, new ShownTextProof(id.Hash, isDeclared: false, shown.Origin));
                }
            }
        }
    }
}

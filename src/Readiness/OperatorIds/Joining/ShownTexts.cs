using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Holds declared uids, and the texts that people make of operators' names, against the ids that are shown: a hash that is among them is a proof.</summary>
internal sealed class ShownTexts(KnownIds known, ShownIds shown, LinePlacement placement)
{
    /// <summary>Names that are tried, at most.</summary>
    private const int MostNames = 2_000;

    /// <summary>Tries the texts on the operators of which it is not known that they have no uid; true where one was placed by its text.</summary>
    public bool Run()
    {
        var open = shown.All.Where(id => !id.IsHead && id.Verdict is UidVerdict.Undecided or UidVerdict.Explicit).ToDictionary(id => id.Hash);
        if (open.Count == 0)
        {
            return false;
        }

        foreach (var (hash, id) in open)
        {
            if (known.Texts.Find(hash) is { } declared)
            {
                id.Name(declared.Text, UidSource.List, new ShownTextProof(hash, isDeclared: true, shown.Origin));
            }
        }

        var placed = false;
        foreach (var (key, _) in known.Habits.Names.Take(MostNames))
        {
            placed |= Try(key, open);
        }

        return placed;
    }

    private bool Try((string Name, UidPattern Pattern) key, Dictionary<OperatorHash, ShownId> open)
    {
        var placed = false;
        var guesses = known.Habits.GuessesFor(key);
        for (var i = 0; i < guesses.Count; i++)
        {
            if (!open.TryGetValue(guesses.HashOf(i), out var id))
            {
                continue;
            }

            id.Name(guesses[i].Text, UidSource.Guess, new ShownTextProof(id.Hash, isDeclared: false, shown.Origin));

            // Of one operator's name: that the uid is another's is not excluded by its hash, and nobody names them so.
            var lines = placement.OpenLines.Where(line => UidBase.BaseOf(line) == key && (id.Vertex < 0 || id.Vertex == line.VertexIndex)).Take(2).ToList();
            placed |= id.Line is null && lines is [var line] && placement.Place(id, line);
        }

        return placed;
    }
}

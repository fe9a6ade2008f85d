using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>
/// Explains the id of a head with several in-edges. REST tells the producing vertices but neither the order of the in-edges nor the operators they leave
/// from. 37 is 1 modulo 4, so the two lowest bits of every byte of an id are the plain xor of those of M(k, c) and of all inputs, whatever their order:
/// that sieves the choices of operators first, and only for what passes are the orders tried.
/// </summary>
internal sealed class InEdgeSolver
{
    /// <summary>Choices for the other in-edges that are kept for one head.</summary>
    private const int MostChoices = 256;

    /// <summary>Choices of operators that cost as much as one attempt.</summary>
    private const int ChoicesPerAttempt = 4;

    /// <summary>What it takes to lay out the choices for the other in-edges.</summary>
    private const int OpenCost = 10;

    /// <summary>Heads with more in-edges than this (8! orders) are left alone.</summary>
    public const int MostInEdges = 8;

    private readonly InEdgeChoices _choices;
    private readonly InEdgeOrders _orders;
    private readonly HeadSieves _sieve;
    private readonly KnownIds _known;
    private readonly HashSet<(int Vertex, ulong Choices)> _tried = [];

    /// <summary>The choices for the in-edges of the head in question.</summary>
    private readonly List<ChoiceList> _lists = [];

    /// <summary>Prepares for the heads of a job.</summary>
    public InEdgeSolver(KnownIds known)
    {
        _known = known;
        _choices = new InEdgeChoices(known);
        _orders = new InEdgeOrders(known, _choices);
        _sieve = new HeadSieves(known.Ordinals);
    }

    /// <summary>Choices of k that are tried for one operator.</summary>
    public int WindowPaths
    {
        get => _choices.WindowPaths;
        set => _choices.WindowPaths = value;
    }

    /// <summary>
    /// Tries the candidate hashes of all operators at all in-edges, in every order. Where the head may or may not have chained sources, both are tried.
    /// </summary>
    public bool TrySolve(Vertex vertex, ChoiceWidth width, SearchEffort effort)
    {
        if (vertex.Inputs is null || !vertex.HasId)
        {
            return false;
        }

        if (vertex.ChainedSources.Length > 0 && vertex.Inputs.Length > 0 && TrySolve(vertex, vertex.Inputs.Length, width, effort))
        {
            return true;
        }

        return TrySolve(vertex, vertex.InEdges, width, effort);
    }

    /// <summary>The choices for all in-edges of a head but one from this producer; null where there are none, or too many.</summary>
    public OpenInEdges? Open(Vertex vertex, Vertex producer)
    {
        if (vertex.InEdges > MostInEdges || !_choices.TryList(vertex, vertex.InEdges, producer, ChoiceWidth.Confirmed, _lists))
        {
            return null;
        }

        var product = 1L;
        foreach (var list in _lists)
        {
            product *= list.Count;
            if (product > MostChoices)
            {
                return null;
            }
        }

        return _known.Budget.TryTake(OpenCost) ? new OpenInEdges(_orders, _sieve.Of(vertex), vertex, _lists) : null;
    }

    /// <summary>
    /// Tries all choices for a head that is fed by chains of doubtful texts, and by operators that these don't tell of, where that takes no more than
    /// <paramref name="most"/> lookups for each fan-out.
    /// </summary>
    public bool TryDoubtful(Vertex vertex, DoubtfulChoices blind, int depth, long most)
    {
        if (vertex is not { InEdges: > 1 and <= MostInEdges, ChainedSources.Length: 0 } || !_choices.TryList(vertex, vertex.InEdges, null, ChoiceWidth.Windows, _lists))
        {
            return false;
        }

        for (var i = 0; i < _lists.Count; i++)
        {
            _lists[i] = DoubtfulChoices.IsDoubtful(vertex.Inputs![i]) ? blind.Extend(vertex.Inputs[i], _lists[i], depth) : _lists[i];
        }

        var meeting = new MeetInTheMiddle(_lists, _known.Ordinals);
        if (meeting.Lookups > most)
        {
            return false;
        }

        return TryMeetInTheMiddle(vertex, meeting);
    }

    private bool TrySolve(Vertex vertex, int inEdges, ChoiceWidth width, SearchEffort effort)
    {
        if (inEdges is < 1 or > MostInEdges)
        {
            return false;
        }

        var most = MostFor(vertex, effort);
        if (width == ChoiceWidth.Windows && effort.Meets && inEdges > 1 && TryMeetInTheMiddle(vertex, inEdges))
        {
            return true;
        }

        if ((width == ChoiceWidth.Windows && _choices.Estimate(vertex) > most)
            || !_choices.TryList(vertex, inEdges, null, width, _lists))
        {
            return false;
        }

        var product = 1L;
        var signature = (ulong)inEdges;
        foreach (var list in _lists)
        {
            product = Math.Min(product * list.Count, int.MaxValue);
            signature = unchecked((signature ^ list.Signature) * 0x9E3779B97F4A7C15);
        }

        // The same choices were tried before, or are too many: wait until more is confirmed. A choice that the sieve stops costs a fraction of an attempt.
        if (product > most || _tried.Contains((vertex.Index, signature)) || !_known.Budget.TryTake(1 + (int)(product / ChoicesPerAttempt)))
        {
            return false;
        }

        var solved = TrySieved(vertex, _sieve.Of(vertex), new InEdgeChoice[_lists.Count], 0, 0, LowBits.Sift(vertex.Id));
        if (!solved && !_known.Budget.IsSpent)
        {
            _tried.Add((vertex.Index, signature));
        }

        return solved;
    }

    /// <summary>Tries all choices, however many, where the halves of the in-edges can be laid side by side.</summary>
    private bool TryMeetInTheMiddle(Vertex vertex, int inEdges) =>
        vertex.ChainedSources.Length == 0
        && _choices.TryList(vertex, inEdges, null, ChoiceWidth.Windows, _lists)
        && TryMeetInTheMiddle(vertex, new MeetInTheMiddle(_lists, _known.Ordinals));

    /// <summary>Tries all choices with every fan-out that the head may have.</summary>
    private bool TryMeetInTheMiddle(Vertex vertex, MeetInTheMiddle meeting)
    {
        if (vertex.Reading.IsSureOfFanOut || vertex.Head.FanOut > LocalHash.InvertibleFanOut)
        {
            return TryMeetInTheMiddle(vertex, meeting, vertex.Head.FanOut);
        }

        for (var c = 0; c <= LocalHash.InvertibleFanOut; c++)
        {
            if (TryMeetInTheMiddle(vertex, meeting, c))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryMeetInTheMiddle(Vertex vertex, MeetInTheMiddle meeting, int fanOut) =>
        meeting.Lookups < long.MaxValue
        && _known.Transfer.Row(fanOut) is not null
        && _known.Budget.TryTakeLookups(meeting.Lookups)
        && (meeting.IsOneSided
            ? TryEach(vertex, _sieve.SieveFor(fanOut))
            : meeting.Run(LowBits.Sift(vertex.Id), _sieve.SieveFor(fanOut), chosen => _orders.TryAll(vertex, chosen)));

    /// <summary>Tries all choices, with the in-edges from one chain next to each other: so none is tried twice.</summary>
    private bool TryEach(Vertex vertex, OrdinalSieve sieve)
    {
        ChoiceList[] grouped = [.. _lists.GroupBy(laid => laid).SelectMany(group => group)];
        _lists.Clear();
        _lists.AddRange(grouped);
        return TrySieved(vertex, [sieve], new InEdgeChoice[_lists.Count], 0, 0, LowBits.Sift(vertex.Id));
    }

    /// <summary>Tries all choices whose low bits pass.</summary>
    /// <param name="vertex">The head in question.</param>
    /// <param name="sieves">What the low bits of its id may leave.</param>
    /// <param name="chosen">Where the choices for the in-edges up to <paramref name="index"/> are.</param>
    /// <param name="index">The in-edge to choose for.</param>
    /// <param name="from">The first choice for it.</param>
    /// <param name="rest">What the choices so far leave of the low bits.</param>
    private bool TrySieved(Vertex vertex, OrdinalSieve[] sieves, InEdgeChoice[] chosen, int index, int from, ulong rest)
    {
        var list = _lists[index];
        var last = index + 1 == _lists.Count;
        var sifted = list.Sifted;
        for (var i = from; i < sifted.Length && (!last || (i = HeadSieves.Next(sieves, sifted, rest, i)) >= 0); i++)
        {
            chosen[index] = list[i];
            if (chosen[index].SourceOrdinal >= 0 && InEdgeOrders.Repeats(chosen, index))
            {
                continue;
            }

            // Which of two in-edges from one chain brings which hash is for the order to say.
            if (last ? _orders.TryAll(vertex, chosen) : TrySieved(vertex, sieves, chosen, index + 1, _lists[index + 1] == list ? i : 0, rest ^ sifted[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of choices that a head is worth: more where all its producers are explained.</summary>
    private static int MostFor(Vertex vertex, SearchEffort effort)
    {
        foreach (var input in vertex.Inputs!)
        {
            if (!input.Head.Confirmed)
            {
                return Math.Min(effort.Choices, effort.ChoicesBelowUnknown);
            }
        }

        return effort.Choices;
    }
}

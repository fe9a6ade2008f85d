using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>
/// The hashes that an in-edge from a chain of doubtful texts may have brought, whatever the texts say: those of any operator one or two below the head, with
/// every k that <see cref="QueueOrder"/> leaves and every small c.
/// </summary>
internal sealed class DoubtfulChoices(KnownIds known)
{
    /// <summary>Operators between the head and the consumer.</summary>
    public const int MostDepth = 2;

    /// <summary>The most that are chained to one of them, and the most choices for one chain.</summary>
    private const int MostFanOut = 4;
    private const int MostChoices = 2_000;

    private readonly Dictionary<(int Vertex, int Depth), ChoiceList> _extended = [];

    /// <summary>Whether there may be operators in a chain that its texts don't tell of.</summary>
    public static bool IsDoubtful(Vertex producer) =>
        producer is { Head.IsPlaced: true, Reading.Arrows: > 0 } && (!producer.Reading.Certain || producer.Reading.IsOneLine);

    /// <summary>Forgets all choices: more is known now.</summary>
    public void Clear() => _extended.Clear();

    /// <summary>These choices, and those for operators that the texts don't tell of; the same for the same chain.</summary>
    public ChoiceList Extend(Vertex producer, ChoiceList choices, int depth)
    {
        if (!_extended.TryGetValue((producer.Index, depth), out var extended))
        {
            List<InEdgeChoice> all = [.. Enumerable.Range(0, choices.Count).Select(i => choices[i])];
            Add(all, producer, [], producer.Id, producer.Head.Ordinal, depth);
            _extended[(producer.Index, depth)] = extended = new ChoiceList().Set(all);
        }

        return extended;
    }

    private void Add(List<InEdgeChoice> choices, Vertex producer, (int Ordinal, int FanOut)[] above, OperatorHash hash, int place, int depth)
    {
        var last = Math.Min(known.Order.LastAfter(place), known.Ordinals - 1);
        for (var k = Math.Max(known.Order.FirstAfter(place), place + 1); k <= last && choices.Count < MostChoices; k++)
        {
            for (var c = 0; c <= MostFanOut && !known.IsUsed(k); c++)
            {
                var value = hash ^ known.Transfer[k, c];
                (int, int)[] steps = [.. above, (k, c)];
                choices.Add(new InEdgeChoice(null, value, Term: new InEdgeTerm(producer.Index, value, producer.Head, producer.Id, steps, null)));
                if (c > 0 && depth > 1 && above.Length < Math.Min(depth, producer.Reading.Arrows) - 1)
                {
                    Add(choices, producer, steps, value, k, depth);
                }
            }
        }
    }
}

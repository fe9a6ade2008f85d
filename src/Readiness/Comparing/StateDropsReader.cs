using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>
/// Holds what a run was restored from against the operators that it has. Flink finds state by operator id; where it was told to allow it, it drops without a word
/// what finds no operator. An operator takes over one entry at most, its own or that of the id it pins, and shows its own id in either case.
/// </summary>
internal sealed class StateDropsReader
{
    private readonly OperatorSet _restored;
    private readonly OperatorSet _now;
    private readonly HashSet<string> _ids;
    private readonly Dictionary<int, ComparedOperator> _successors;
    private readonly StateKeeping _keeping;

    private StateDropsReader(OperatorSet restored, OperatorSet now)
    {
        _restored = restored;
        _now = now;
        _ids = now.Operators.Select(static one => one.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _successors = Successors.Find(restored, now);
        _keeping = new StateKeeping(new UidProposals(restored, now));
    }

    /// <summary>What became of the state; null where what the run was restored from is not known.</summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">The run that it follows; null where none is known.</param>
    public static StateDrops? Read(KnownRun run, EarlierRun? earlier)
    {
        var now = RunOperatorSet.Of(run);
        if (RunOperatorSet.OfRestored(run, earlier?.Run) is { } file)
        {
            return new StateDropsReader(file, now).Read(Single(file), isWitnessed: true, run.Shown);
        }

        if (earlier is not { HasItsState: true, Run: var before })
        {
            return null;
        }

        var restored = RunOperatorSet.Of(before);
        if (restored.WhyIncomplete is { } why)
        {
            return new StateDrops { WhyOpen = $"Not all operators of the run before are known: {why}" };
        }

        var isWitnessed = before.Shown is { KnowsState: true };
        return new StateDropsReader(restored, now).Read(isWitnessed ? Single(restored) : ByVertex(restored, before), isWitnessed, run.Shown);
    }

    // A witness says of each operator whether it had state.
    private static List<Entry> Single(OperatorSet set) => [.. set.Operators.Select((one, place) => new Entry([place], one.HasState, one.Bytes))];

    // REST says of each vertex how much its chain had together.
    private static List<Entry> ByVertex(OperatorSet set, KnownRun run)
    {
        var vertexOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var vertex in run.Operators)
        {
            foreach (var one in vertex.Operators)
            {
                if (vertex.IdOf(one) is { } id)
                {
                    vertexOf.TryAdd(id, vertex.VertexId);
                }
            }
        }

        foreach (var one in run.Shown?.Operators ?? [])
        {
            if (one.VertexId is { } vertex)
            {
                vertexOf.TryAdd(one.Id, vertex);
            }
        }

        var bytes = run.Figures.DistinctBy(static one => one.VertexId).ToDictionary(static one => one.VertexId, static one => one.StateBytes, StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, set.Operators.Count)
                .GroupBy(place => set.Operators[place].Id is { } id && vertexOf.TryGetValue(id, out var vertex) ? vertex : string.Empty, StringComparer.Ordinal)
                .Select(group => new Entry([.. group], bytes.GetValueOrDefault(group.Key) is { } size ? size > 0 : null, bytes.GetValueOrDefault(group.Key))),
        ];
    }

    private StateDrops Read(List<Entry> entries, bool isWitnessed, RunWitness? shown)
    {
        var lost = new List<DroppedState>();
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? why = null;
        foreach (var entry in entries)
        {
            var gone = entry.Places.Where(place => !_ids.Contains(_restored.Operators[place].Id!)).ToList();
            if (entry.HasState == true)
            {
                found.UnionWith(entry.Places.Except(gone).Select(place => _restored.Operators[place].Id!));
            }

            if (gone.Count == 0 || entry.HasState == false)
            {
                continue;
            }

            var open = WhyOpen(entry, gone);
            if (open is null)
            {
                lost.Add(Lost(entry));
            }

            why ??= open;
        }

        var candidates = _now.Operators.Where(one => one.Id is null || !found.Contains(one.Id)).ToList();
        return new StateDrops
        {
            Lost = lost,
            WhyOpen = why,
            IsComplete = _now.IsComplete,
            IsCertain = isWitnessed && _now.IsComplete && lost.Count > candidates.Count,
            Candidates = candidates,
            NothingBegan = shown is { KnowsState: true } && candidates.All(static one => one.HasState == false),
            Found = entries.Count(entry => entry.HasState == true && entry.Places.Any(place => _ids.Contains(_restored.Operators[place].Id!))),
        };
    }

    private string? WhyOpen(Entry entry, List<int> gone)
    {
        var first = _restored.Operators[gone[0]];
        var which = first.Name.Length > 0 ? $"The id of {Names.Text.Name(first.Name)}" : $"The operator id {first.Id}";
        return _now.WhyIncomplete is { } incomplete ? $"{which} is no vertex id of this run, and may sit inside a chain. {incomplete}"
            : entry.HasState is null ? $"{which} is gone, and whether it had state was not read."
            : gone.Count < entry.Places.Count ? $"{which} is gone, and its chain had state; which operators of it had it REST doesn't tell."
            : null;
    }

    private DroppedState Lost(Entry entry)
    {
        var first = entry.Places[0];
        var successor = _successors.GetValueOrDefault(first);
        return new DroppedState([.. entry.Places.Select(place => _restored.Operators[place])], entry.Bytes, successor, _keeping.Fix(_restored.Operators[first], successor));
    }

    private sealed record Entry(IReadOnlyList<int> Places, bool? HasState, long? Bytes);
}

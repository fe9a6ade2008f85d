using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>The truth about one record, arranged as the engine answers.</summary>
internal sealed class Truth
{
    private readonly ILookup<string, TrueOperator> _byVertex;
    private readonly Dictionary<string, TrueOperator> _byId;
    private readonly Dictionary<string, bool> _uidAtOrAbove = [];

    public Truth(CorpusRecord record)
    {
        _byVertex = record.Operators.ToLookup(one => one.Vertex);
        _byId = record.Operators.ToDictionary(one => one.Id);
    }

    /// <summary>The chain of a vertex in the order of Flink's description tree, chained sources apart.</summary>
    public IReadOnlyList<TrueOperator> ChainOf(string vertex)
    {
        var children = _byVertex[vertex]
            .Where(one => one is { IsHead: false, IsChainedSource: false })
            .OrderBy(one => one.Index)
            .ToLookup(one => one.Inputs[0]);
        var chain = new List<TrueOperator>();
        var pending = new Stack<TrueOperator>([_byId[vertex]]);
        while (pending.TryPop(out var next))
        {
            chain.Add(next);
            foreach (var child in children[next.Id].Reverse())
            {
                pending.Push(child);
            }
        }

        return chain;
    }

    public IReadOnlyList<TrueOperator> ChainedSourcesOf(string vertex) => [.. _byVertex[vertex].Where(one => one.IsChainedSource)];

    /// <summary>Whether this operator or anything upstream of it has a uid.</summary>
    public bool HasUidAtOrAbove(TrueOperator start)
    {
        var pending = new Stack<TrueOperator>([start]);
        while (pending.TryPeek(out var one))
        {
            var unseen = one.Inputs.Where(input => !_uidAtOrAbove.ContainsKey(input)).ToList();
            if (unseen.Count > 0 && !_uidAtOrAbove.ContainsKey(one.Id))
            {
                unseen.ForEach(input => pending.Push(_byId[input]));
                continue;
            }

            pending.Pop();
            _uidAtOrAbove[one.Id] = one.Uid is not null || one.Inputs.Any(input => _uidAtOrAbove[input]);
        }

        return _uidAtOrAbove[start.Id];
    }

    /// <summary>What contradicts the truth in the verdicts on one vertex, one line each.</summary>
    public IEnumerable<string> Contradictions(VertexOperators vertex)
    {
        var chain = ChainOf(vertex.VertexId);
        var chained = vertex.Operators.Where(one => !one.ChainedSource).ToList();
        var sources = ChainedSourcesOf(vertex.VertexId);
        for (var i = 0; i < vertex.Operators.Count; i++)
        {
            var verdict = vertex.Operators[i];
            if (verdict.Index != i)
            {
                yield return $"index {verdict.Index} at {i}";
            }

            if (verdict.Uid == UidVerdict.Undecided)
            {
                continue;
            }

            var truth = verdict.ChainedSource
                ? sources.FirstOrDefault(source => verdict.OperatorId is null ? source.Name == verdict.Name : source.Id == verdict.OperatorId)
                : chained.Count == chain.Count || i == 0
                    ? chain[chained.IndexOf(verdict)]
                    : chain.FirstOrDefault(one => one.Id == verdict.OperatorId && IsOf(verdict.Name, one.Name));
            if (truth is null || Contradicts(verdict, truth))
            {
                yield return $"{vertex.VertexId} [{i}] {verdict.Name}: {verdict.Uid} {verdict.OperatorId} {verdict.DeclaredUid}; true is {truth}";
            }
        }
    }

    /// <summary>A name with an arrow in it may read as several operators; where only the description tells of the chain, it stands for the name.</summary>
    private static bool IsOf(string read, string name) => name == read || name.Split(" -> ").Any(part => read.Contains(part.Trim(), StringComparison.Ordinal));

    private static bool Contradicts(OperatorVerdict verdict, TrueOperator truth) =>
        (verdict.OperatorId is not null && verdict.OperatorId != truth.Id)
        || verdict.Uid switch
        {
            UidVerdict.Auto => truth.Uid is not null,
            UidVerdict.Explicit => truth.Uid is null,
            UidVerdict.Declared => truth.Uid != verdict.DeclaredUid,
            _ => false,
        };
}

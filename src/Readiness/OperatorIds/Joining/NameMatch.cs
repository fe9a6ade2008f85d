using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Finds the operators that are the only ones to have a name: two of a kind are told apart by other things than that.</summary>
internal sealed class NameMatch
{
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly List<(ShownId Id, int Next)> _ids;
    private readonly List<(Operator Line, int Next)> _lines;
    private readonly List<(int FirstId, int FirstLine)> _names = [];

    /// <summary>For each vertex, and first for none, what was counted in a group: zero between two of them.</summary>
    private readonly (int Ids, int Lines, Operator? Line)[] _counts;

    /// <summary>Prepares a match in a graph of so many vertices.</summary>
    /// <param name="vertices">Number of vertices.</param>
    /// <param name="ids">Number of ids that it is likely to be told of.</param>
    public NameMatch(int vertices, int ids)
    {
        _counts = new (int, int, Operator?)[vertices + 1];
        _ids = new List<(ShownId, int)>(ids);
        _lines = new List<(Operator, int)>(ids);
    }

    /// <summary>Notes the name under which an id is shown.</summary>
    public void Add(ShownId id, string name)
    {
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, name, out var exists);
        if (!exists)
        {
            group = _names.Count;
            _names.Add((-1, -1));
        }

        ref var firsts = ref CollectionsMarshal.AsSpan(_names)[group];
        _ids.Add((id, firsts.FirstId));
        firsts.FirstId = _ids.Count - 1;
    }

    /// <summary>Notes a text that an operator of the plan may be shown under; only after all ids.</summary>
    public void Add(Operator line, string text)
    {
        if (_groups.TryGetValue(text, out var group))
        {
            ref var firsts = ref CollectionsMarshal.AsSpan(_names)[group];

            // An operator may have the same text twice.
            if (firsts.FirstLine < 0 || _lines[firsts.FirstLine].Line != line)
            {
                _lines.Add((line, firsts.FirstLine));
                firsts.FirstLine = _lines.Count - 1;
            }
        }
    }

    /// <summary>Calls back with each id and the only operator that can have it.</summary>
    /// <param name="anywhere">Whether an id counts of which it is not known in which vertex it is.</param>
    /// <param name="place">What is called back.</param>
    public void ForEachPair(bool anywhere, Action<ShownId, Operator> place)
    {
        foreach (var (firstId, firstLine) in _names)
        {
            if (firstLine < 0)
            {
                continue;
            }

            var (ids, lines) = (0, 0);
            for (var i = firstId; i >= 0; i = _ids[i].Next, ids++)
            {
                _counts[_ids[i].Id.Vertex + 1].Ids++;
            }

            for (var i = firstLine; i >= 0; i = _lines[i].Next, lines++)
            {
                ref var own = ref _counts[_lines[i].Line.VertexIndex + 1];
                (own.Lines, own.Line) = (own.Lines + 1, _lines[i].Line);
            }

            if (_counts[0].Ids == 0)
            {
                for (var i = firstId; i >= 0; i = _ids[i].Next)
                {
                    if (_counts[_ids[i].Id.Vertex + 1] is (1, 1, { } line))
                    {
                        place(_ids[i].Id, line);
                    }
                }
            }
            else if (anywhere && ids == 1 && lines == 1)
            {
                _counts[0] = default;
                place(_ids[firstId].Id, _lines[firstLine].Line);
            }

            Clear(firstId, firstLine);
        }
    }

    private void Clear(int firstId, int firstLine)
    {
        _counts[0] = default;
        for (var i = firstId; i >= 0; i = _ids[i].Next)
        {
            _counts[_ids[i].Id.Vertex + 1] = default;
        }

        for (var i = firstLine; i >= 0; i = _lines[i].Next)
        {
            _counts[_lines[i].Line.VertexIndex + 1] = default;
        }
    }
}

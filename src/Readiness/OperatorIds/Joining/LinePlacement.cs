using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Finds out which operator of the plan has which of the ids that witnesses show. Heads are known; the others follow from names where these are unique, from
/// the ids themselves, which grow along the chain, and from what is left over.
/// </summary>
internal sealed class LinePlacement
{
    /// <summary>Names of vertices that a name is looked for in, at most: where there are more, names alone place nothing.</summary>
    private const int MostMisread = 200;

    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly List<ShownId> _ids;
    private readonly ShownId?[] _byLine;

    /// <summary>The names of the vertices whose texts leave open how many operators there are.</summary>
    private string[]? _misread;

    private readonly List<Operator> _placed;

    /// <summary>Prepares the search.</summary>
    public LinePlacement(OperatorGraph graph, ShownIds shown)
    {
        _graph = graph;
        _shown = shown;
        _ids = new List<ShownId>(shown.All.Count);
        _byLine = new ShownId?[graph.OperatorCount];
        _placed = new List<Operator>(graph.OperatorCount);
        foreach (var id in shown.All)
        {
            if (id.IsHead)
            {
                _byLine[id.Line!.Number] = id;
                _placed.Add(id.Line);
            }
            else
            {
                _ids.Add(id);
            }
        }
    }

    /// <summary>The ids of operators that head no chain, whether it is known which operators have them or not.</summary>
    public IReadOnlyList<ShownId> Chained => _ids;

    /// <summary>The operators whose ids are known, as they became so: the heads first.</summary>
    public IReadOnlyList<Operator> Placed => _placed;

    /// <summary>The id of an operator, null where it is not known.</summary>
    public ShownId? IdOf(Operator line) => _byLine[line.Number];

    /// <summary>Places an id; what was placed before stays.</summary>
    public bool Place(ShownId id, Operator line)
    {
        if (id.Line is not null || (id.Vertex >= 0 && id.Vertex != line.VertexIndex) || _byLine[line.Number] is not null)
        {
            return false;
        }

        _byLine[line.Number] = id;
        _placed.Add(line);
        id.Line = line;
        id.Vertex = line.VertexIndex;
        return true;
    }

    /// <summary>Places what REST proves by itself, and what unique names tell.</summary>
    public void ByNames()
    {
        foreach (var vertex in _graph.Vertices)
        {
            if (vertex.Reading.Certain)
            {
                PlaceProven(vertex.Operators);
                PlaceProven(vertex.ChainedSources);
            }
        }

        Match(static id => id.Stored?.Name, static (_, line, _, match) => match.Add(line, line.Name), anywhere: true);
        Match(static id => id.Stored?.Name, static (vertex, line, place, match) =>
        {
            if (place < vertex.Reading.Descriptions.Length && vertex.Reading.Descriptions[place] is { } text && text != line.Name)
            {
                match.Add(line, text);
            }
        }, anywhere: true);
        Match(static id => id.Measured?.Name, static (_, line, _, match) => MetricName.ForEach(line.Name, text => match.Add(line, text)), anywhere: false);
    }

    /// <summary>Places what is chained to a placed operator, as far as the ids tell which that is; false where nothing is.</summary>
    public bool ByIds()
    {
        FollowReaders();
        return PlaceChildren();
    }

    private void PlaceProven(Operator[] lines)
    {
        foreach (var line in lines)
        {
            if (line is { Hash: { } hash, IsHead: false } && _shown.Find(hash) is { } proven)
            {
                Place(proven, line);
            }
        }
    }

    private void Match(Func<ShownId, string?> nameOf, Action<Vertex, Operator, int, NameMatch> addTexts, bool anywhere)
    {
        var named = _ids.FindAll(id => id.Line is null && nameOf(id) is not null);
        if (named.Count == 0)
        {
            return;
        }

        var match = new NameMatch(_graph.Vertices.Length, named.Count);
        foreach (var id in named)
        {
            match.Add(id, nameOf(id)!);
        }

        foreach (var vertex in _graph.Vertices)
        {
            if (!vertex.Reading.Certain)
            {
                continue;
            }

            // The head's id is known.
            for (var place = vertex.HasId ? 1 : 0; place < vertex.Operators.Length; place++)
            {
                AddTexts(vertex, vertex.Operators[place], place);
            }

            foreach (var source in vertex.ChainedSources)
            {
                AddTexts(vertex, source, int.MaxValue);
            }
        }

        match.ForEachPair(anywhere, (id, line) =>
        {
            if (id.Vertex >= 0 || !MayBeMisread(nameOf(id)!))
            {
                Place(id, line);
            }
        });

        void AddTexts(Vertex vertex, Operator line, int place)
        {
            if (IdOf(line) is null)
            {
                addTexts(vertex, line, place, match);
            }
        }
    }

    // Whether an operator may have this name in a vertex whose texts leave open how many there are.
    private bool MayBeMisread(string name)
    {
        _misread ??= [.. _graph.Vertices.Where(static vertex => !vertex.IsReadWhole).Select(static vertex => vertex.Source.Name)];
        return _misread.Length > MostMisread || Array.Exists(_misread, text => text.Contains(name, StringComparison.Ordinal));
    }

    // What a head without uid reads from is in the vertex that feeds it, and what is chained together is in one vertex.
    private void FollowReaders()
    {
        foreach (var line in _placed)
        {
            if (IdOf(line) is { IsHead: true, Parent: { Vertex: < 0 } parent } && _graph.Vertices[line.VertexIndex].Inputs is [var input])
            {
                parent.Vertex = input.Index;
            }
        }

        bool changed;
        do
        {
            changed = false;
            foreach (var id in _ids)
            {
                if (id.Parent is { } parent && id.Vertex != parent.Vertex && (id.Vertex < 0 || parent.Vertex < 0))
                {
                    id.Vertex = parent.Vertex = Math.Max(id.Vertex, parent.Vertex);
                    changed = true;
                }
            }
        }
        while (changed);
    }

    private bool PlaceChildren()
    {
        var progress = false;
        for (var next = 0; next < _placed.Count; next++)
        {
            progress |= PlaceChildren(_placed[next]);
        }

        return progress;
    }

    /// <summary>
    /// Places what is chained to a placed operator: the earlier one is hashed first, and c is the number of what is chained to it in turn. False where nothing
    /// is placed.
    /// </summary>
    public bool PlaceChildren(Operator line)
    {
        var id = IdOf(line)!;
        if (line.Children.Count == 0 || id.Children.Count == 0)
        {
            return false;
        }

        if (line.Children.Count == 1 && id.Children.Count == 1)
        {
            return id.Children[0].Line is null && MayBe(id.Children[0], line.Children[0]) && Place(id.Children[0], line.Children[0]);
        }

        var children = id.Children.FindAll(static child => child.Line is null);
        if (children.Count == 0)
        {
            return false;
        }

        var places = line.Children.FindAll(child => IdOf(child) is null);
        if (Embed(children, places, fromEnd: false) is not { } first || Embed(children, places, fromEnd: true) is not { } last)
        {
            return false;
        }

        var progress = false;
        for (var i = 0; i < children.Count; i++)
        {
            progress |= first[i] == last[i] && Place(children[i], places[first[i]]);
        }

        return progress;
    }

    /// <summary>Whether an operator may have the name under which an id is stored, where it is stored with one.</summary>
    public bool MayHaveName(ShownId id, Operator line)
    {
        if (id.Stored?.Name is not { Length: > 0 } name || name == line.Name)
        {
            return true;
        }

        // In a tree a description stands for a name that can't be told.
        var vertex = _graph.Vertices[line.VertexIndex];
        return vertex.Reading.IsSureOfFanOut && !vertex.Source.Name.Contains(line.Name, StringComparison.Ordinal);
    }

    private bool MayBe(ShownId id, Operator line) => line.FanOut == id.FanOut && MayHaveName(id, line);

    private int[]? Embed(List<ShownId> children, List<Operator> places, bool fromEnd)
    {
        var found = new int[children.Count];
        var place = fromEnd ? places.Count - 1 : 0;
        for (var n = 0; n < found.Length; n++)
        {
            var i = fromEnd ? found.Length - 1 - n : n;
            while (place >= 0 && place < places.Count && !MayBe(children[i], places[place]))
            {
                place += fromEnd ? -1 : 1;
            }

            if (place < 0 || place >= places.Count)
            {
                return null;
            }

            found[i] = place;
            place += fromEnd ? -1 : 1;
        }

        return found;
    }
}

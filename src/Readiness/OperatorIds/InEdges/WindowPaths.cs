using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>What an operator's hash may be by the windows of all unconfirmed operators on the way to it.</summary>
internal sealed class WindowPaths(KnownIds known)
{
    /// <summary>Choices of k that are tried for one operator, usually, and at most.</summary>
    public const int Usual = 64;
    public const int Most = 2_048;

    /// <summary>Steps that are taken for one choice.</summary>
    private const int StepsPerChoice = 4;

    /// <summary>Choices of k that are tried for one operator now.</summary>
    public int Limit { get; set; } = Usual;

    /// <summary>The places whose windows, and the k that were asked about since <see cref="ForgetPlaces"/>, from the first to the last; they are empty where none was.</summary>
    public (int First, int Last) Places { get; private set; }

    /// <summary>Starts <see cref="Places"/> anew.</summary>
    public void ForgetPlaces() => Places = (int.MaxValue, -1);

    private readonly List<Operator> _path = [];
    private int[] _ordinals = new int[16];
    private int _left;
    private int _steps;

    /// <summary>Where the hashes go; null while <see cref="_sought"/> is looked for.</summary>
    private List<InEdgeChoice>? _choices;
    private OperatorHash _sought;

    /// <summary>Adds the choices for an operator.</summary>
    public void AddTo(List<InEdgeChoice> choices, Operator one)
    {
        _choices = choices;
        Walk(one);
    }

    /// <summary>Sets k of an operator, and of all unconfirmed ones on the way to it, to those that a choice was made with.</summary>
    public void Retrace(Operator one, OperatorHash value)
    {
        _choices = null;
        _sought = value;
        if (Walk(one))
        {
            for (var i = 0; i < _path.Count; i++)
            {
                _path[i].Ordinal = _ordinals[i];
            }
        }
    }

    private bool Walk(Operator target)
    {
        _path.Clear();
        var start = target.Base;
        for (var one = target; one != start; one = one.Parent!)
        {
            _path.Add(one);
        }

        _path.Reverse();
        _left = Limit;
        _steps = StepsPerChoice * Limit;
        if (_ordinals.Length < _path.Count)
        {
            _ordinals = new int[_path.Count];
        }

        return start.Candidate is { } value && Step(0, value, start.Uid is not null || start is { IsHead: true, Confirmed: false } ? -1 : start.Ordinal);
    }

    /// <summary>Goes one operator further with every k that its window leaves; true once nothing more is to be done.</summary>
    private bool Step(int index, OperatorHash above, int place)
    {
        if (index == _path.Count)
        {
            _choices?.Add(new InEdgeChoice(_path[^1], above, place));
            return _choices is null ? above == _sought : --_left == 0;
        }

        var one = _path[index];
        var (first, last) = index > 0 ? known.Order.Window(one, place, place) : (one.First, one.Last);
        (first, last) = (Math.Max(first, place + 1), Math.Min(last, known.Ordinals - 1));
        Places = (Math.Min(Places.First, Math.Min(place, first)), Math.Max(Places.Last, Math.Max(place + 1, last)));
        for (var k = first; k <= last && _steps > 0; k++)
        {
            _steps--;
            if (known.IsUsed(k))
            {
                continue;
            }

            _ordinals[index] = k;
            if (Step(index + 1, above ^ known.Transfer[k, one.FanOut], k))
            {
                return true;
            }
        }

        return false;
    }
}

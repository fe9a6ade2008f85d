using System.Globalization;
using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>
/// Guesses uids in the way that the uids found so far are made. People number them (<c>op-17</c>, <c>map_uid-3</c>), and do so alike all over a job: so each
/// uid that is found says what the others may look like.
/// </summary>
internal sealed class UidHabits(OperatorGraph graph)
{
    /// <summary>Sightings that make numbers a habit of the whole job: then they are tried for every operator, whatever its name.</summary>
    private const int Sightings = 3;

    /// <summary>Numbers that are tried beyond the largest that sightings let expect.</summary>
    private const int SpareNumbers = 8;

    /// <summary>The most numbers that are tried for one beginning, and the longest text that is looked at.</summary>
    private const int MostNumbers = 20_000;
    private const int LongestText = 512;

    /// <summary>Names that are tried in all ways; in a job with more of them the rest is tried in the ways that turned up.</summary>
    private const int NamesTriedInAllWays = 200;

    private readonly UidWays _ways = new(0, 2, 3);
    private readonly Dictionary<string, (int Count, int Largest)> _numbered = [];
    private readonly Dictionary<string, NumberedUids> _rows = [];
    private readonly Dictionary<(string Name, UidPattern Pattern), GuessedUids> _guesses = [];
    private readonly HashSet<string> _known = [];

    /// <summary>Beginnings that were seen with a number behind them, but too seldom to be a habit of the whole job.</summary>
    private readonly HashSet<string> _seldom = [];
    private readonly Dictionary<(string Name, UidPattern Pattern), (int Lessons, List<UidRow> Rows)> _seldomRows = [];

    /// <summary>Goes up whenever something is learnt of the ways, or of what was seen too seldom.</summary>
    private int _lessons;

    /// <summary>
    /// The names that operators have, without what Flink adds to those of a sink's parts, each with what the parts' uids are made like and the number of
    /// operators that have it.
    /// </summary>
    public OrderedDictionary<(string Name, UidPattern Pattern), int> Names => field ??= CountNames(graph);

    /// <summary>The texts that the SQL planner or a connector may have made the uids of; none in a job that has no operator of theirs.</summary>
    public IReadOnlyList<UidRow> MadeUids => field ??= [.. SqlUids.For(Names.Keys.Select(key => key.Name)), .. ConnectorUids.For(graph.JobName, Names.Keys.Select(key => key.Name))];

    /// <summary>The ways in which a name is tried: all (null) for the first names of the job, then the usual ones and those that were seen.</summary>
    public UidWays? WaysFor((string Name, UidPattern Pattern) key) => Names.Count <= NamesTriedInAllWays || Names.IndexOf(key) is >= 0 and < NamesTriedInAllWays ? null : _ways;

    // Clearing a new one for each name takes longer than spelling it.
    private char[] Buffer => field ??= new char[UidGuesses.BufferLength];

    /// <summary>The texts that an operator's own name may have become.</summary>
    public GuessedUids GuessesFor((string Name, UidPattern Pattern) key)
    {
        if (!_guesses.TryGetValue(key, out var guesses))
        {
            _guesses[key] = guesses = new GuessedUids(key.Name, key.Pattern, WaysFor(key));
        }

        return guesses;
    }

    /// <summary>Takes note that a uid was made of a name in some way.</summary>
    public void LearnWay(string name, ReadOnlySpan<char> form)
    {
        var guesses = new UidGuesses(name, UidPattern.Plain, null, Buffer);
        while (guesses.MoveNext())
        {
            if (guesses.Form.SequenceEqual(form) && _ways.Add(guesses.Way))
            {
                _lessons++;
            }
        }
    }

    /// <summary>Takes note of a uid; false where it was known.</summary>
    public bool Learn(string uid)
    {
        if (!_known.Add(uid))
        {
            return false;
        }

        if (TrySplit(uid, out var start, out var number))
        {
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbered, start, out _);
            seen = (seen.Count + 1, Math.Max(seen.Largest, number));
            _lessons += seen.Count <= Sightings ? 1 : 0;
            if (seen.Count < Sightings)
            {
                _seldom.Add(start);
            }
            else
            {
                _seldom.Remove(start);
            }
        }

        return true;
    }

    /// <summary>Texts made as those that were seen several times: a beginning, and every number up to what can be expected from the largest seen.</summary>
    public IEnumerable<UidRow> Rows()
    {
        foreach (var (start, (count, largest)) in _numbered.ToArray())
        {
            if (count >= Sightings)
            {
                yield return Row(start, largest + 3 * largest / count + SpareNumbers);
            }
        }
    }

    /// <summary>Texts made of an operator's name in a way that was seen in this job with a number behind it, though too seldom to be tried everywhere.</summary>
    public IReadOnlyList<UidRow> SeldomRowsFor((string Name, UidPattern Pattern) key)
    {
        if (!MayBeSeldom(key.Name))
        {
            return [];
        }

        if (!_seldomRows.TryGetValue(key, out var rows) || rows.Lessons != _lessons)
        {
            _seldomRows[key] = rows = (_lessons, MakeSeldomRows(key));
        }

        return rows.Rows;
    }

    // Of a job's names hardly one has a beginning that was seen seldom: that is told without spelling them.
    private bool MayBeSeldom(string name)
    {
        foreach (var start in _seldom)
        {
            if (UidSpelling.MayBe(start, name) || UidSpelling.MayBe(start, name.AsSpan(UidBase.StartOfBare(name))))
            {
                return true;
            }
        }

        return false;
    }

    private List<UidRow> MakeSeldomRows((string Name, UidPattern Pattern) key)
    {
        var rows = new List<UidRow>();
        var numbered = _numbered.GetAlternateLookup<ReadOnlySpan<char>>();
        var guesses = new UidGuesses(key.Name, UidPattern.Plain, WaysFor(key), Buffer);
        Names.TryGetValue(key, out var operators);
        while (guesses.MoveNext())
        {
            if (numbered.TryGetValue(guesses.FormBeforeNumber, out var start, out var seen) && seen.Count < Sightings)
            {
                var row = Row(start, Math.Max(seen.Largest, operators) + SpareNumbers);
                if (!rows.Contains(row))
                {
                    rows.Add(row);
                }
            }
        }

        return rows;
    }

    private NumberedUids Row(string start, int largest)
    {
        largest = Math.Min(largest, MostNumbers);
        if (!_rows.TryGetValue(start, out var row) || row.Count <= largest)
        {
            _rows[start] = row = new NumberedUids(start, largest, row);
        }

        return row;
    }

    private static bool TrySplit(string uid, out string start, out int number)
    {
        var end = uid.Length;
        while (end > 0 && char.IsAsciiDigit(uid[end - 1]))
        {
            end--;
        }

        start = uid[..end];
        number = 0;
        return end > 0
            && end < uid.Length
            && end <= LongestText
            && (uid[end] != '0' || uid.Length == end + 1)
            && int.TryParse(uid.AsSpan(end), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number <= MostNumbers;
    }

    private static OrderedDictionary<(string Name, UidPattern Pattern), int> CountNames(OperatorGraph graph)
    {
        var names = new OrderedDictionary<(string, UidPattern), int>();
        foreach (var vertex in graph.Vertices)
        {
            foreach (var one in vertex.Operators)
            {
                if (!names.TryAdd(UidBase.BaseOf(one), 1, out var index))
                {
                    names.SetAt(index, names.GetAt(index).Value + 1);
                }
            }
        }

        return names;
    }
}

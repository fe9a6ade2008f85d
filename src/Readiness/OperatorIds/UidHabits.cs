using System.Globalization;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds;

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

    private readonly HashSet<int> _ways = [0, 2, 3];
    private readonly Dictionary<string, (int Count, int Largest)> _numbered = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _forms = [];
    private readonly Dictionary<string, UidRow> _rows = [];
    private readonly HashSet<string> _known = [];

    /// <summary>
    /// The names that operators have, without what Flink adds to those of a sink's parts, each with what the parts' uids are made like and the number of
    /// operators that have it.
    /// </summary>
    public Dictionary<(string Name, string Pattern), int> Names { get; } = CountNames(graph);

    /// <summary>The texts that the SQL planner may have made the uids of; none in a job that is not SQL.</summary>
    public IReadOnlyList<string> SqlTexts => field ??= [.. SqlUids.For(Names.Keys.Select(key => key.Name))];

    /// <summary>The texts that a name may have become: in all ways for the first names that are asked for, then in the usual ones and those that were seen.</summary>
    public IReadOnlyList<string> FormsOf(string name)
    {
        if (!_forms.TryGetValue(name, out var forms))
        {
            _forms[name] = forms = [.. UidForms.Of(name, _forms.Count < NamesTriedInAllWays ? null : _ways).Select(form => form.Text)];
        }

        return forms;
    }

    /// <summary>Takes note that a uid was made of a name in some way.</summary>
    public void LearnWay(string name, string form)
    {
        foreach (var (way, text) in UidForms.Of(name))
        {
            if (text == form)
            {
                _ways.Add(way);
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
    public IEnumerable<UidRow> RowsFor(string name, int operators)
    {
        foreach (var form in FormsOf(name))
        {
            if (_numbered.TryGetValue(form + "-", out var seen) && seen.Count < Sightings)
            {
                yield return Row(form + "-", Math.Max(seen.Largest, operators) + SpareNumbers);
            }
        }
    }

    private UidRow Row(string start, int largest)
    {
        if (!_rows.TryGetValue(start, out var row) || row.Largest < Math.Min(largest, MostNumbers))
        {
            _rows[start] = row = new UidRow(start, Math.Min(largest, MostNumbers));
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

    private static Dictionary<(string Name, string Pattern), int> CountNames(OperatorGraph graph)
    {
        var names = new Dictionary<(string, string), int>();
        foreach (var vertex in graph.Vertices)
        {
            foreach (var one in vertex.Operators)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(names, UidForms.BaseOf(one), out _)++;
            }
        }

        return names;
    }
}

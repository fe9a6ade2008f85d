using System.Globalization;
using System.Text.RegularExpressions;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>A vertex with state whose uid is another one than in the run before, though the graph is the same.</summary>
/// <param name="Old">As it was.</param>
/// <param name="Now">As it is.</param>
internal readonly record struct UnstableUid(RunVertex Old, RunVertex Now);

/// <summary>Finds uids that a program or a connector makes up at each start.</summary>
internal static partial class UnstableUids
{
    // Longer texts are nobody's uid.
    private const int Longest = 4096;

    private static readonly TimeSpan OfTheStart = TimeSpan.FromHours(1);

    /// <summary>Of two runs; null where their graphs differ in more than ids.</summary>
    public static IReadOnlyList<UnstableUid>? Between(KnownRun before, KnownRun now)
    {
        if (before.Graph is not { } old || now.Graph is not { } graph || GraphTwins.Match(old, graph) is not { } pairs)
        {
            return null;
        }

        var kept = pairs.Where(static pair => pair.Old.Id == pair.Now.Id).Select(static pair => pair.Now.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. pairs.Where(pair => pair.Old is { IsExplicit: true } && pair.Now is { IsExplicit: true } && pair.Old.Id != pair.Now.Id
                    && !kept.Contains(pair.Now.Name) && (HasState(before, pair.Old) ?? HasState(now, pair.Now) ?? false))
                .Select(static pair => new UnstableUid(pair.Old, pair.Now)),
        ];
    }

    /// <summary>
    /// The name of a vertex that may have state and has another id than before, of which it is not known on both sides whether that id comes from a uid; null
    /// for none.
    /// </summary>
    public static string? InDoubt(KnownRun before, KnownRun now) =>
        before.Graph is { } old && now.Graph is { } graph && GraphTwins.Match(old, graph) is { } pairs
            ? pairs.Where(pair => pair.Old.Id != pair.Now.Id && MayHaveUid(pair.Old) && MayHaveUid(pair.Now) && !(pair.Old.IsExplicit && pair.Now.IsExplicit)
                && (HasState(before, pair.Old) ?? HasState(now, pair.Now)) != false).Select(static pair => pair.Now.Name).FirstOrDefault()
            : null;

    /// <summary>True where a vertex has a uid in both of two runs with the same graph: only there can one have changed.</summary>
    public static bool AreComparable(KnownRun before, KnownRun now) =>
        before.Graph is { } old && now.Graph is { } graph && GraphTwins.Match(old, graph) is { } pairs && pairs.Any(static pair => pair.Old.IsExplicit && pair.Now.IsExplicit);

    /// <summary>True where of every vertex of a run it is known whether it has a uid.</summary>
    public static bool AreDecided(KnownRun run) => (run.Graph?.Vertices ?? []).All(static vertex => vertex.Uid != UidVerdict.Undecided);

    /// <summary>Whether a text has something in it that no two starts have in common: a UUID, or the time of this start.</summary>
    public static bool IsMadeUp(string uid, DateTimeOffset start)
    {
        if (uid.Length > Longest)
        {
            return false;
        }

        if (Uuid().IsMatch(uid))
        {
            return true;
        }

        foreach (Match match in Digits().Matches(uid))
        {
            if (long.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && Math.Abs((match.Length == 13 ? number : number * 1000) - start.ToUnixTimeMilliseconds()) < OfTheStart.TotalMilliseconds)
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayHaveUid(RunVertex vertex) => vertex.IsExplicit || vertex.Uid == UidVerdict.Undecided;

    // By the last checkpoint; by sight where that was not read.
    private static bool? HasState(KnownRun run, RunVertex vertex)
    {
        if (run.Shown is { KnowsState: true } shown && shown.Find(vertex.Id)?.HasState is { } witnessed)
        {
            return witnessed;
        }

        if (run.Figures.FirstOrDefault(one => one.VertexId == vertex.Id).StateBytes is { } bytes)
        {
            return bytes > 0;
        }

        var operators = run.Operators.FirstOrDefault(one => one.VertexId == vertex.Id)?.Operators;
        return operators is [var head, ..] ? StateBySight.Of(head.Name, vertex.Inputs is null or { Count: 0 }, vertex.IsKeyed, !head.Assignable) : null;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex("(?<![0-9])(?:[0-9]{10}|[0-9]{13})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}

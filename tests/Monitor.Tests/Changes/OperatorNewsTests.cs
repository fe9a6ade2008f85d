using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Changes;

/// <summary>What a deployment did to a job's operators is told once, with the operators' names.</summary>
public sealed class OperatorNewsTests
{
    [Fact]
    public void What_a_deployment_lost_moved_and_brought_is_a_line_each_and_told_once()
    {
        var successor = new ComparedOperator(Id(9), "count-by-user");
        var drift = Drift(
            One("kept", 1, ComparisonVerdict.Kept),
            One("dedupe", 2, ComparisonVerdict.Lost),
            One("count", 3, ComparisonVerdict.Lost, successor),
            One("map", 4, ComparisonVerdict.Dropped, new ComparedOperator(Id(8), "map2")),
            One("filter", 5, ComparisonVerdict.Dropped),
            One("who-knows", 6, ComparisonVerdict.Undecided),
            One("count-by-user", 9, ComparisonVerdict.New),
            One("sink2", 7, ComparisonVerdict.New));
        var before = Made.Assessment("t", [], Made.Job("j", "1"));
        var after = Made.Assessment("t", [], Made.Job("j", "2") with { StartTime = Made.Noon.AddHours(1), Drift = drift });

        var changes = Run(before, after, after, after with { Jobs = [after.Jobs[0] with { JobId = "2" }] });

        Assert.Equal(
            [
                "present → lost: The operator 'dedupe' is gone with its state.",
                "present → lost: The operator 'count' lost its state: its id is gone; most likely it is 'count-by-user' now.",
                "present → moved: The operator 'map' has another id; most likely it is 'map2' now. It had no state.",
                "present → gone: The operator 'filter' is gone; it had no state.",
                "absent → new: The operator 'sink2' is new: it started empty.",
            ],
            changes.Select(change => $"{change.From} → {change.To}: {change.Message}"));
        Assert.All(changes, change => Assert.Equal(("t", "j"), (change.Target, change.JobName)));
    }

    [Fact]
    public void A_deployment_that_changed_everything_is_twenty_lines_and_a_count()
    {
        var drift = Drift([.. Enumerable.Range(0, 100).Select(number => One($"o{number}", number, ComparisonVerdict.New))]);

        var changes = Run(Made.Assessment("t", [], Made.Job("j", "1")), Made.Assessment("t", [], Made.Job("j", "2") with { StartTime = Made.Noon.AddHours(1), Drift = drift }));

        Assert.Equal(OperatorNews.Most, changes.Count);
        Assert.EndsWith("And 80 other operators.", changes[^1].Message, StringComparison.Ordinal);
    }

    // REST shows no id inside a chain; the first checkpoint's metadata does.
    [Fact]
    public void What_is_decided_later_is_told_then()
    {
        TargetAssessment Poll(params OperatorComparison[] operators) => Made.Assessment("t", [], Made.Job("j", "2") with { StartTime = Made.Noon.AddHours(1), Drift = Drift(operators) });

        var changes = Run(
            Made.Assessment("t", [], Made.Job("j", "1")),
            Poll(One("dedupe", 2, ComparisonVerdict.Undecided), One("sink2", 7, ComparisonVerdict.New)),
            Poll(One("dedupe", 2, ComparisonVerdict.Lost), One("sink2", 7, ComparisonVerdict.New)),
            Poll(One("dedupe", 2, ComparisonVerdict.Lost), One("sink2", 7, ComparisonVerdict.New)));

        Assert.Equal(["absent → new", "present → lost"], changes.Select(change => $"{change.From} → {change.To}"));
    }

    [Fact]
    public void What_a_job_brings_along_at_the_first_look_is_no_change()
    {
        var poll = Made.Assessment("t", [], Made.Job("j", "2") with { StartTime = Made.Noon, Drift = Drift(One("sink2", 7, ComparisonVerdict.New)) });

        Assert.Empty(Run(poll, poll));
    }

    [Fact]
    public void A_restart_of_the_monitor_tells_no_deployment_again()
    {
        var mark = TargetMark.Initial;
        foreach (var start in (DateTimeOffset[])[Made.Noon, Made.Noon.AddHours(1)])
        {
            var job = Made.Job("j", "1") with { StartTime = start, Drift = start == Made.Noon ? null : Drift(One("sink2", 7, ComparisonVerdict.New)) };
            (mark, _) = Compare(mark, Made.Assessment("t", [], job));
        }

        var again = Made.Assessment("t", [], Made.Job("j", "1") with { StartTime = Made.Noon.AddHours(1), Drift = Drift(One("sink2", 7, ComparisonVerdict.New)) });

        Assert.DoesNotContain(Compare(WrittenMark.Of("t", mark, "1", Made.Noon).ToMark("1"), again).Changes, change => change.Kind == ChangeKind.Operator);
    }

    private static List<Change> Run(params TargetAssessment[] polls)
    {
        var mark = TargetMark.Initial;
        var all = new List<Change>();
        foreach (var poll in polls)
        {
            (mark, var changes) = Compare(mark, poll);
            all.AddRange(changes.Where(change => change.Kind == ChangeKind.Operator));
        }

        return all;
    }

    private static (TargetMark Mark, IReadOnlyList<Change> Changes) Compare(TargetMark mark, TargetAssessment poll) => ChangeDetector.Compare(mark, Made.View(poll, poll), Made.Noon);

    private static JobDrift Drift(params OperatorComparison[] operators) =>
        new(new Comparison(new OperatorSet([]), new OperatorSet([]), RestoreFrom.Savepoint, operators, []), "1", Made.Noon, "2", RunLinkKind.State) { Kept = 0, Lost = 0, New = 0, Moved = 0 };

    private static OperatorComparison One(string name, int id, ComparisonVerdict verdict, ComparedOperator? successor = null) =>
        new(new ComparedOperator(Id(id), name), verdict, ComparisonLevel.None, Certainty.Proven, successor, string.Empty, null);

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}

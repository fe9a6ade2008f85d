using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Changes;

/// <summary>From one poll to the next: which lines follow, and which must not.</summary>
public sealed class ChangeDetectorTests
{
    private static readonly CheckResult Passes = Made.Pass("operator-uid");
    private static readonly CheckResult Unread = Made.Unknown("operator-uid", UnknownReason.Unread);
    private static readonly CheckResult Waits = Made.Unknown("operator-uid", UnknownReason.NeedsHistory);
    private static readonly CheckResult Undecidable = Made.Unknown("operator-uid", UnknownReason.Undecidable);
    private static readonly CheckResult Waived = Made.Check("operator-uid", CheckStatus.Waived, waived: 1);
    private static readonly CheckResult Off = Made.Check("operator-uid", CheckStatus.NotApplicable);
    private static readonly CheckResult Critical = Made.Fail("operator-uid");
    private static readonly CheckResult Warning = Made.Fail("operator-uid", Severity.Warning);

    public static TheoryData<string, string[]> Transitions => new()
    {
        { "pass pass", [] },
        { "pass critical", ["pass → fail critical"] },
        { "critical pass", ["fail → pass critical"] },
        { "critical critical", [] },
        { "warning critical", ["fail → fail critical"] },
        { "critical warning", ["fail → fail warning"] },
        { "critical waived", ["fail → waived critical"] },
        { "waived critical", ["waived → fail critical"] },
        { "critical off", ["fail → notApplicable critical"] },
        { "pass off", [] },
        { "off pass", [] },
        { "pass undecidable", ["pass → unknown warning"] },
        { "undecidable pass", ["unknown → pass critical"] },

        // What is not read, or waits for more polls, says nothing: the verdict before stays what the next one is held against.
        { "pass waits pass", [] },
        { "critical waits critical", [] },
        { "critical waits pass", ["fail → pass critical"] },
        { "waits pass", [] },
        { "waits critical", ["unknown → fail critical"] },

        // What is read for the first time was there before.
        { "unread critical", [] },
        { "unread critical pass", ["fail → pass critical"] },
        { "pass unread critical", ["pass → fail critical"] },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void A_check_that_changes_is_a_line_where_anybody_has_to_know(string polls, string[] lines)
    {
        var changes = Run(polls.Split(' ').Select(word => Made.Assessment("t", [], Made.Job("j", "1", Named(word)))));

        Assert.Equal(lines, changes.Where(change => change.Kind == ChangeKind.Check).Select(change => $"{change.From} → {change.To} {change.Severity?.ToText()}"));
        Assert.All(changes.Where(change => change.Kind == ChangeKind.Check), change => Assert.Equal(("t", "j", "operator-uid"), (change.Target, change.JobName, change.Rule)));
    }

    [Fact]
    public void The_first_poll_of_a_target_is_one_line_however_much_it_finds()
    {
        var change = Assert.Single(Run([Made.Assessment("t", [Made.Fail("ha-enabled")], Made.Job("a", "1", Critical), Made.Job("b", "2", Warning))]));

        Assert.Equal((ChangeKind.Target, "absent", "added"), (change.Kind, change.From, change.To));
        Assert.Contains("2 jobs, with 2 critical, 1 warning open", change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_comes_brings_its_verdicts_along_and_takes_them_with_it()
    {
        var without = Made.Assessment("t", []);
        var with = Made.Assessment("t", [], Made.Job("j", "1", Critical));

        var changes = Run([without, with, without]);

        Assert.Equal(["target absent → added", "job absent → RUNNING", "job RUNNING → gone"], changes.Select(Short));
        Assert.Contains("with 1 critical open", changes[1].Message, StringComparison.Ordinal);
        Assert.Contains("with 1 open violation", changes[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outage_is_a_line_when_it_begins_and_one_when_it_ends()
    {
        var up = Made.Assessment("t", [], Made.Job("j", "1", Critical));
        var stale = up with { IsUp = false, Assessed = false, Error = Made.Down("t").Error, Jobs = [Made.Job("j", "1", Unread)] };
        var kept = up with { IsUp = false, Error = Made.Down("t").Error };

        var changes = Run([up, kept, kept, stale, stale, up]);

        Assert.Equal(["target absent → added", "target up → down", "target down → unknown", "target down → up"], changes.Select(Short));
        Assert.Contains("no answer", changes[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_that_lack_what_they_need_are_one_line_of_the_target()
    {
        CheckResult[] read = [Critical, Made.Pass("max-parallelism-explicit"), Made.Pass("job-running")];
        CheckResult[] unread = [.. read.Select(check => Made.Unknown(check.Rule.Id, UnknownReason.Unread))];

        var changes = Run(new[] { read, unread, unread, read }.Select(checks => Made.Assessment("t", [], Made.Job("j", "1", checks))));

        Assert.Equal(["target absent → added", "target read → unread", "target unread → read"], changes.Select(Short));
        Assert.Contains("3 checks", changes[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_ends_has_mended_nothing()
    {
        var runs = Made.Assessment("t", [], Made.Job("j", "1", Critical));
        var over = Made.Assessment("t", [], Made.Terminal("j", "1", Made.Noon, Off));
        var again = Made.Assessment("t", [], Made.Terminal("j", "1", Made.Noon, Off), Made.Job("j", "2", Critical) with { StartTime = Made.Noon.AddHours(1) });
        var mended = Made.Assessment("t", [], Made.Job("j", "2", Passes) with { StartTime = Made.Noon.AddHours(1) });

        var changes = Run([runs, over, over, again, mended]);

        Assert.Equal(["target absent → added", "job RUNNING → FAILED", "job FAILED → RUNNING", "check fail → pass"], changes.Select(Short));
        Assert.Contains("as job 2", changes[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_of_one_name_are_told_of_once_by_their_worst_verdict()
    {
        TargetAssessment Both(CheckResult first, CheckResult second) => Made.Assessment("t", [], Made.Job("j", "1", first), Made.Job("j", "2", second));

        var changes = Run([Both(Passes, Passes), Both(Critical, Passes), Both(Passes, Critical), Both(Passes, Passes)]);

        Assert.Equal(["target absent → added", "check pass → fail", "check fail → pass"], changes.Select(Short));
    }

    private static List<Change> Run(IEnumerable<TargetAssessment> polls)
    {
        var mark = TargetMark.Initial;
        var all = new List<Change>();
        var at = Made.Noon;
        TargetAssessment? lastUp = null;
        foreach (var poll in polls)
        {
            lastUp = poll.IsUp ? poll : lastUp;
            (mark, var changes) = ChangeDetector.Compare(mark, Made.View(poll, lastUp), at);
            all.AddRange(changes);
            at += TimeSpan.FromSeconds(30);
        }

        return all;
    }

    private static CheckResult Named(string word) => word switch
    {
        "pass" => Passes,
        "critical" => Critical,
        "warning" => Warning,
        "waived" => Waived,
        "off" => Off,
        "waits" => Waits,
        "unread" => Unread,
        _ => Undecidable,
    };

    private static string Short(Change change) => $"{change.Kind.ToText()} {change.From} → {change.To}";
}

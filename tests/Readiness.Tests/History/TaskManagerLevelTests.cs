using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Tests.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.History;

/// <summary>How many TaskManagers a cluster is known to have.</summary>
public sealed class TaskManagerLevelTests
{
    private const string Rule = "taskmanager-lost";

    [Fact]
    public void What_was_there_for_a_moment_only_is_not_missed()
    {
        var story = new Story().Poll(0, Of(1)).Poll(11, Of(1)).Poll(12, Of(2)).Poll(15, Of(2)).Poll(16, Of(1)).Poll(40, Of(1));

        Assert.Equal(CheckStatus.Pass, Check(story).Status);
    }

    [Fact]
    public void A_violation_ends_with_the_missing_one_or_when_what_is_left_has_become_the_size()
    {
        var story = new Story().Poll(0, Of(2)).Poll(11, Of(2)).Poll(12, Of(1)).Poll(18, Of(1));
        Assert.Equal((CheckStatus.Fail, Severity.Warning), (Check(story).Status, Check(story).Severity));

        story.Poll(19, Of(2));
        Assert.Equal(CheckStatus.Pass, Check(story).Status);

        story.Poll(20, Of(1)).Poll(26, Of(1));
        Assert.Equal(CheckStatus.Fail, Check(story).Status);
        story.Poll(20 + (7 * 1440) + 1, Of(1));
        Assert.Equal(CheckStatus.Pass, Check(story).Status);
    }

    [Fact]
    public void Without_any_left_a_job_that_waits_makes_it_critical()
    {
        static ClusterSnapshot Waits(ClusterSnapshot look) => Story.Details(Of(0)(look), details => details with { State = "RESTARTING" });
        var story = new Story().Poll(0, Of(1)).Poll(11, Of(1)).Poll(12, Waits).Poll(18, Waits);

        Assert.Equal((CheckStatus.Fail, Severity.Critical), (Check(story).Status, Check(story).Severity));
    }

    private static CheckResult Check(Story story) => story.Now.Checks.Single(check => check.Rule.Id == Rule);

    private static Func<ClusterSnapshot, ClusterSnapshot> Of(int count) => look =>
    {
        var one = look.TaskManagers.Value!.TaskManagers![0];
        return look.With(look.TaskManagers.Saying(new TaskManagerList([.. Enumerable.Range(0, count).Select(index => one with { Id = $"{one.Id}-{index}" })])));
    };
}

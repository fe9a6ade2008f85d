using FlinkReady.Monitor.Polling;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Polling;

public sealed class PollScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_second_poll_spreads_over_half_of_the_interval_and_later_ones_drift_a_little()
    {
        var time = new FakeTimeProvider();
        var schedule = new PollSchedule(Interval, () => 1, time);

        var second = schedule.Next();
        time.Advance(second);
        var third = schedule.Next();

        Assert.Equal(TimeSpan.FromSeconds(15), second);
        Assert.Equal(TimeSpan.FromSeconds(28.5), third);
    }

    [Fact]
    public void Without_luck_it_is_exactly_the_interval_however_long_the_poll_took()
    {
        var time = new FakeTimeProvider();
        var schedule = new PollSchedule(Interval, () => 0, time);
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(26), schedule.Next());
    }

    [Fact]
    public void Missed_polls_are_not_caught_up_on()
    {
        var time = new FakeTimeProvider();
        var schedule = new PollSchedule(Interval, null, time);
        time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(TimeSpan.Zero, schedule.Next());
        Assert.Equal(Interval, schedule.Next());
    }
}

using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Tests.Facts;

public sealed class FlinkDurationTests
{
    [Theory]
    [InlineData("15000", 15_000)]
    [InlineData("3000 ms", 3_000)]
    [InlineData("5 s", 5_000)]
    [InlineData("5sec", 5_000)]
    [InlineData("5 min", 300_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2 hours", 7_200_000)]
    [InlineData(" 1 d ", 86_400_000)]
    [InlineData("1500 µs", 1)]
    [InlineData("-1", -1)]
    [InlineData("PT10S", 10_000)]
    [InlineData("PT1H30M", 5_400_000)]
    [InlineData("PT0.5S", 500)]
    public void It_reads_what_Flink_writes_and_reads(string text, long milliseconds)
    {
        Assert.True(FlinkDuration.TryParse(text, out var value));
        Assert.Equal(milliseconds, value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("5 weeks")]
    [InlineData("5.5 s")]
    [InlineData("PT")]
    [InlineData("PT\u0663S")]
    [InlineData("99999999999999999999")]
    public void What_is_no_duration_is_none(string? text) => Assert.False(FlinkDuration.TryParse(text, out _));

    [Fact]
    public void What_no_number_holds_is_the_largest_one()
    {
        Assert.True(FlinkDuration.TryParse("9223372036854775807 d", out var value));
        Assert.Equal(long.MaxValue, value);

        // Java's Duration.ofMillis(Long.MAX_VALUE).
        Assert.True(FlinkDuration.TryParse("PT2562047788015H12M55.807S", out value));
        Assert.Equal(long.MaxValue, value);
    }
}

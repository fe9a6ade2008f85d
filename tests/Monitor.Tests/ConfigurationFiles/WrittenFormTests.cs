using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

public sealed class WrittenFormTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("0s", 0)]
    public void Durations_are_read_and_written(string text, long milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.True(Durations.TryParse(Durations.Format(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5min")]
    [InlineData("1h30m")]
    [InlineData("999999999999d")]
    [InlineData("9999999999999999999s")]
    public void Anything_else_is_no_duration(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1024", 1024)]
    [InlineData("64MiB", 67_108_864)]
    [InlineData("1 GiB", 1_073_741_824)]
    [InlineData("2TiB", 2_199_023_255_552)]
    public void Sizes_are_read_and_written(string text, long bytes)
    {
        Assert.True(ByteSizes.TryParse(text, out var read));
        Assert.Equal(bytes, read);
        Assert.True(ByteSizes.TryParse(ByteSizes.Format(read), out var again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("1MB")]
    [InlineData("-1")]
    [InlineData("1.5GiB")]
    [InlineData("99999999999999GiB")]
    public void Anything_else_is_no_size(string text) => Assert.False(ByteSizes.TryParse(text, out _));

    [Theory]
    [InlineData("0.0.0.0:9817", true)]
    [InlineData("[::1]:9817", true)]
    [InlineData("localhost:0", true)]
    [InlineData(":9817", false)]
    [InlineData("9817", false)]
    [InlineData("::1:9817", false)]
    [InlineData("0.0.0.0:65536", false)]
    [InlineData("http://0.0.0.0:9817", false)]
    public void What_to_listen_on_is_an_address_and_a_port(string text, bool valid) => Assert.Equal(valid, ListenAddress.IsValid(text));

    [Theory]
    [InlineData("fail-onn", "fail-on")]
    [InlineData("pollIntervall", "pollInterval")]
    [InlineData("sacn", "scan")]
    [InlineData("something-else-entirely", null)]
    public void The_nearest_name_is_one_that_may_have_been_meant(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["fail-on", "pollInterval", "scan", "watch"]));
}

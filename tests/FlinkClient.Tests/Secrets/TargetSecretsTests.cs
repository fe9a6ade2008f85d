using FlinkReady.FlinkClient.Secrets;

namespace FlinkReady.FlinkClient.Tests.Secrets;

/// <summary>Which parts of a connection are secret.</summary>
public sealed class TargetSecretsTests
{
    [Theory]
    [InlineData("http://monitor:pl4nted@flink", "as monitor with pl4nted", "as monitor with ******")]
    [InlineData("http://mon%3Aitor:pl4nt%2Fed@flink", "with pl4nt/ed", "with ******")]
    [InlineData("http://pl4nted-token@flink", "with pl4nted-token", "with ******")]
    [InlineData("http://pl4nted-token:@flink", "with pl4nted-token", "with ******")]
    [InlineData("http://flink", "with nothing", "with nothing")]
    public void The_password_of_user_info_is_secret_and_the_user_where_it_stands_alone(string url, string text, string masked) =>
        Assert.Equal(masked, new TargetSecrets([new Uri(url)], []).With(null).Mask(text));

    [Fact]
    public void The_last_four_contents_of_a_file_are_secret_each_and_its_password_alone()
    {
        var secrets = new TargetSecrets([], []);

        SentSecrets[] sent = [.. Enumerable.Range(1, 5).Select(i => secrets.With($"monitor:pl4nted-{i}"))];

        Assert.Equal("pl4nted-1 ****** ****** ****** ******", sent[^1].Mask("pl4nted-1 pl4nted-2 pl4nted-3 monitor:pl4nted-4 pl4nted-5"));
    }
}

using System.Text;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Tests.Secrets;

/// <summary>What looks like a secret, in the forms in which it stands in configurations, command lines, names and exceptions.</summary>
public sealed class SecretTextTests
{
    private const string Secret = "tr1ngEm-pl4nted,X";

    [Theory]
    [InlineData("-Ds3.secret-key={0} -Xmx1g")]
    [InlineData("jdbc:mysql://db:3306/x?user=u&pwd={0}&ssl=true")]
    [InlineData("jdbc:mysql://db:3306/x?user=u&passwd={0}")]
    [InlineData("jdbc:postgresql://db/x?pass={0}")]
    [InlineData("https://u:{0}@host/x")]
    [InlineData("jdbc:oracle:thin:scott/{0}@db.example.com:1521:orcl")]
    [InlineData("run --job x --password {0} --parallelism 2")]
    [InlineData("run --db.pwd '{0}'")]
    [InlineData("Authorization: Bearer {0}")]
    [InlineData("Proxy said: Basic {0}")]
    [InlineData("{{\"db.password\":\"{0}\"}}")]
    [InlineData("{{\\\"db.password\\\":\\\"{0}\\\"}}")]
    [InlineData("org.apache.kafka.ScramLoginModule required username=\"u\" password=\"{0}\";")]
    [InlineData("[{{\"key\":\"s3.secret-key\",\"value\":\"{0}\"}},{{\"key\":\"cut")]
    [InlineData("[{{\"key\":\"db.pwd.x\",\"value\":\"{0}")]
    [InlineData("AWS_ACCESS_KEY_ID={0}")]
    [InlineData("dbPwd: {0}")]
    [InlineData("my.credentials = {0}")]
    [InlineData("https://hooks.slack.com/services/T000/B000/{0}")]
    [InlineData("https://discord.com/api/webhooks/123/{0}")]
    [InlineData("https://x.webhook.office.com/webhookb2/{0}")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\n{0}\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\n{0}")]
    public void It_is_masked(string form)
    {
        // A comma ends an unquoted value: what stands before it must be gone, and where it is quoted all of it.
        var secret = form.Contains('"', StringComparison.Ordinal) || form.Contains("BEGIN", StringComparison.Ordinal) ? Secret : "tr1ngEm-pl4nted";
        var masked = SecretText.Mask(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, secret));

        Assert.Contains("******", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("pl4nted", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("tr1ngEm", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("execution.checkpointing.interval: 10 s")]
    [InlineData("s3://bucket/checkpoints")]
    [InlineData("Source: orders -> Map -> Sink: a/b@c")]
    [InlineData("Restart with fixed delay (10000 ms). #3 restart attempts.")]
    [InlineData("10ad844e9065868ae36d57c2da9b6193")]
    [InlineData("GroupBy(key=[user], select=[COUNT(*) AS n])")]
    [InlineData("http://flink:8081/jobs/overview")]
    [InlineData("basic settings")]
    [InlineData("password=******")]
    public void What_is_none_stays(string text) => Assert.Same(text, SecretText.Mask(text));

    [Theory]
    [InlineData("a")]
    [InlineData("-")]
    [InlineData("password ")]
    [InlineData("://")]
    [InlineData("https://a/")]
    [InlineData("\"")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void A_text_of_megabytes_is_searched_in_a_time_that_grows_with_it(string part)
    {
        var text = ":" + string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        SecretText.Mask(text);

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("db.pwd")]
    [InlineData("my.pass")]
    [InlineData("x.passwd")]
    [InlineData("fs.credential")]
    [InlineData("fs.credentials")]
    [InlineData("s3.secret-key")]
    public void A_key_of_that_name_holds_one(string name)
    {
        Assert.True(SecretText.IsSecretName(name));
        var masked = Encoding.UTF8.GetString(SecretMask.Apply(Encoding.UTF8.GetBytes($$"""[{"key":"{{name}}","value":"{{Secret}}"}]"""), SentSecrets.None));
        Assert.Equal($$"""[{"key":"{{name}}","value":"******"}]""", masked);
    }
}

using System.Text;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Stores;

/// <summary>Against a server that works every signature out for itself, and against another one where <c>FLINKREADY_S3_URL</c> says where.</summary>
public sealed class S3StoreTests : IDisposable
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Path = "s3a://flink-state/checkpoints/a job+x/chk-7";

    private static readonly byte[] Large = MetadataBytes.File(6, 2)
        .Operator(6, 1).I32(1).I32(0).I32(1).U8(4).I32(0).Inline(3_000_000).I32(0).U8(0).U8(0).I32(0).I32(0)
        .Operator(6, 2).I32(0).ToArray();

    private readonly string _credentials = System.IO.Path.GetTempFileName();

    public S3StoreTests() => WriteCredentials(SecretKey);

    public void Dispose() => File.Delete(_credentials);

    [Theory]
    [InlineData(null, "us-east-1")]
    [InlineData("eu-central-1", "eu-central-1")]
    public async Task Signed_ranges_are_asked_for_with_the_bucket_in_the_path(string? region, string signedFor)
    {
        await using var server = Server(signedFor);
        var read = await ReadAsync(server, region);
        Assert.Equal(["uid-1", "uid-2"], read.Metadata.Operators.Select(one => one.Uid));
        Assert.All(server.Asked, asked => Assert.StartsWith("GET /flink-state/checkpoints/a%20job%2Bx/chk-7/_metadata", asked));
        Assert.Equal(2, server.Asked.Count);
        Assert.InRange(read.BytesRead, 1, 3 * ForwardWindow.Size);
    }

    [Fact]
    public async Task Wrong_credentials_are_denied_and_rotated_ones_are_taken_at_once()
    {
        await using var server = Server("us-east-1");
        using var store = new S3Store(StoreAddress.Parse("s3://flink-state/checkpoints/"), Settings(server, null));
        var stores = new MetadataStores([store], MetadataLimits.Default, TimeProvider.System);
        WriteCredentials("another");
        var denied = await Assert.ThrowsAsync<UnreadException>(() => stores.ReadAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal(UnreadReason.Denied, denied.Reason);
        Assert.DoesNotContain("another", denied.Message, StringComparison.Ordinal);

        WriteCredentials(SecretKey);
        Assert.Equal(2, (await stores.ReadAsync(Path, TestContext.Current.CancellationToken)).Metadata.Operators.Count);
    }

    [Theory]
    [InlineData(404, "NoSuchKey", UnreadReason.Gone)]
    [InlineData(403, "AccessDenied", UnreadReason.Denied)]
    [InlineData(301, "PermanentRedirect", UnreadReason.Failed)]
    [InlineData(307, "TemporaryRedirect", UnreadReason.Failed)]
    public async Task An_error_has_its_reason(int status, string code, object reason)
    {
        await using var server = new RequestServer(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["Location"] = "http://localhost:9/";
            context.Response.ContentType = "application/xml";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>no</Message></Error>"));
            context.Response.Close();
        });
        Assert.Equal(reason, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, null))).Reason);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_and_no_want_of_credentials()
    {
        var server = Server("us-east-1");
        await server.DisposeAsync();
        Assert.Equal(UnreadReason.Failed, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, null))).Reason);
    }

    [Theory]
    [InlineData("s3://flink-state/", null, "eu central 1", "eu central 1")]
    [InlineData("s3://flink-state/", "http://[::1]:9000/", null, "pathStyle")]
    public async Task What_makes_no_address_costs_the_reading_and_not_the_program(string prefix, string? endpoint, string? region, string named)
    {
        using var store = new S3Store(StoreAddress.Parse(prefix), new S3Settings { Endpoint = endpoint is null ? null : new Uri(endpoint), Region = region, CredentialsFile = _credentials });
        var stores = new MetadataStores([store], MetadataLimits.Default, TimeProvider.System);
        var unread = await Assert.ThrowsAsync<UnreadException>(() => stores.ReadAsync("s3://flink-state/chk-1", TestContext.Current.CancellationToken));
        Assert.Equal(UnreadReason.Failed, unread.Reason);
        Assert.Contains(named, unread.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flink_State")]
    [InlineData("flink state")]
    public async Task A_bucket_that_is_no_name_of_a_host_is_named_in_the_path(string bucket)
    {
        await using var server = Server("us-east-1");
        using var store = new S3Store(StoreAddress.Parse($"s3://{bucket}/"), Settings(server, null) with { PathStyle = false });
        var stores = new MetadataStores([store], MetadataLimits.Default, TimeProvider.System);
        await stores.ReadAsync($"s3://{bucket}/chk-1", TestContext.Current.CancellationToken);
        Assert.StartsWith($"GET /{Uri.EscapeDataString(bucket)}/chk-1/_metadata", server.Asked.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_credentials_is_said_so()
    {
        await using var server = Server("us-east-1");
        await File.WriteAllTextAsync(_credentials, "[other]\naws_access_key_id = a\n", TestContext.Current.CancellationToken);
        var denied = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, null));
        Assert.Equal(UnreadReason.Denied, denied.Reason);
        Assert.Contains("[default]", denied.Message, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_server_of_others_is_read()
    {
        // FLINKREADY_S3_URL: path style; FLINKREADY_S3_PATH: a checkpoint in it; FLINKREADY_S3_CREDENTIALS: a file of credentials.
        var url = Environment.GetEnvironmentVariable("FLINKREADY_S3_URL");
        Assert.SkipWhen(url is null, "FLINKREADY_S3_URL does not name an S3-compatible server");
        var path = Environment.GetEnvironmentVariable("FLINKREADY_S3_PATH")!;
        using var store = new S3Store(
            StoreAddress.Parse(path) with { Path = [] },
            new S3Settings { Endpoint = new Uri(url!), PathStyle = true, CredentialsFile = Environment.GetEnvironmentVariable("FLINKREADY_S3_CREDENTIALS") });
        var stores = new MetadataStores([store], MetadataLimits.Default, TimeProvider.System);
        Assert.NotEmpty((await stores.ReadAsync(path, TestContext.Current.CancellationToken)).Metadata.Operators);
        Assert.Equal(UnreadReason.Gone, (await Assert.ThrowsAsync<UnreadException>(() => stores.ReadAsync(path + "/none", TestContext.Current.CancellationToken))).Reason);
    }

    private static RequestServer Server(string region) => new(context =>
    {
        if (SignatureV4.IsRight(context.Request, AccessKey, SecretKey, region))
        {
            return RangedAnswer.SendAsync(context, Large);
        }

        context.Response.StatusCode = 403;
        context.Response.Close();
        return Task.CompletedTask;
    });

    private S3Settings Settings(RequestServer server, string? region) => new() { Endpoint = server.Url, PathStyle = true, Region = region, CredentialsFile = _credentials };

    private async Task<MetadataRead> ReadAsync(RequestServer server, string? region)
    {
        using var store = new S3Store(StoreAddress.Parse("s3://flink-state/checkpoints/"), Settings(server, region));
        return await new MetadataStores([store], MetadataLimits.Default, TimeProvider.System).ReadAsync(Path, TestContext.Current.CancellationToken);
    }

    private void WriteCredentials(string secret) => File.WriteAllText(_credentials, $"[default]\naws_access_key_id = {AccessKey}\naws_secret_access_key = {secret}\n");
}

using System.Text;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Stores;

/// <summary>Where credentials for S3 come from where no file is configured, and what is signed with them.</summary>
public sealed class CredentialChainTests : IDisposable
{
    private const string Role = "AKIDROLE";
    private const string RoleSecret = "role+secret/1";

    private readonly string _file = Path.GetTempFileName();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Those_of_the_environment_are_taken_with_their_token()
    {
        (_environment["AWS_ACCESS_KEY_ID"], _environment["AWS_SECRET_ACCESS_KEY"], _environment["AWS_SESSION_TOKEN"]) = ("AKIDENV", "env", "the-token");
        _environment["AWS_REGION"] = "eu-west-1";
        await using var server = Server("AKIDENV", "env", "us-east-1", "the-token");
        Assert.Equal("uid-1", await ReadAsync(server));
    }

    [Fact]
    public async Task The_role_of_a_service_account_gives_some_once()
    {
        await File.WriteAllTextAsync(_file, "web.identity.token\n", TestContext.Current.CancellationToken);
        await using var service = Answering($"""
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>{Role}</AccessKeyId><SecretAccessKey>{RoleSecret}</SecretAccessKey><SessionToken>lent&amp;token</SessionToken><Expiration>2199-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """);
        (_environment["AWS_ROLE_ARN"], _environment["AWS_WEB_IDENTITY_TOKEN_FILE"], _environment["AWS_ENDPOINT_URL_STS"]) = ("arn:aws:iam::1:role/flink ready", _file, service.Url.AbsoluteUri);
        await using var server = Server(Role, RoleSecret, "us-east-1", "lent&token");
        using var store = Store(server);
        Assert.Equal("uid-1", await ReadAsync(store));
        Assert.Equal("uid-1", await ReadAsync(store));
        var asked = Assert.Single(service.Asked);
        Assert.Contains("Action=AssumeRoleWithWebIdentity", asked, StringComparison.Ordinal);
        Assert.Contains("WebIdentityToken=web.identity.token", asked, StringComparison.Ordinal);
        Assert.Contains("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fflink%20ready", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_container_s_role_gives_some()
    {
        await using var service = Answering($$"""{"AccessKeyId":"{{Role}}","SecretAccessKey":"{{RoleSecret}}","Token":"t","Expiration":"2199-01-01T00:00:00Z"}""");
        (_environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"], _environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]) = (new Uri(service.Url, "creds").AbsoluteUri, "pod-token");
        await using var server = Server(Role, RoleSecret, "us-east-1", "t");
        Assert.Equal("uid-1", await ReadAsync(server));
    }

    [Fact]
    public async Task Those_that_end_are_asked_for_again()
    {
        await using var service = Answering($$"""{"AccessKeyId":"{{Role}}","SecretAccessKey":"{{RoleSecret}}","Token":"t","Expiration":"2020-01-01T00:00:00Z"}""");
        _environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = service.Url.AbsoluteUri;
        await using var server = Server(Role, RoleSecret, "us-east-1", "t");
        using var store = Store(server);
        await ReadAsync(store);
        await ReadAsync(store);
        Assert.Equal(2, service.Asked.Count);
    }

    [Fact]
    public async Task The_user_s_file_comes_last_with_the_profile_of_the_environment()
    {
        await File.WriteAllTextAsync(_file, "# keys\n[default]\naws_access_key_id=x\naws_secret_access_key=y\n\n[flink]\naws_access_key_id = AKIDFILE\naws_secret_access_key = file=secret\n", TestContext.Current.CancellationToken);
        (_environment["AWS_SHARED_CREDENTIALS_FILE"], _environment["AWS_PROFILE"]) = (_file, "flink");
        await using var server = Server("AKIDFILE", "file=secret", "us-east-1", null);
        Assert.Equal("uid-1", await ReadAsync(server));
    }

    [Fact]
    public async Task Without_any_it_is_said_so_and_nothing_is_sent()
    {
        await using var server = Server("x", "y", "us-east-1", null);
        var refusal = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server));
        Assert.Equal(UnreadReason.Denied, refusal.Reason);
        Assert.Contains("credentialsFile", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData(403, "{}")]
    [InlineData(200, "no json")]
    [InlineData(200, "{\"AccessKeyId\":\"a\"}")]
    public async Task A_role_that_gives_none_is_a_refusal(int status, string answer)
    {
        await using var service = Answering(answer, status);
        _environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = service.Url.AbsoluteUri;
        await using var server = Server("x", "y", "us-east-1", null);
        Assert.Equal(UnreadReason.Denied, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server))).Reason);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_STS", "not an address")]
    [InlineData("AWS_ENDPOINT_URL_STS", "file:///etc")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://user:pass word@")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", ":x/creds")]
    public async Task An_address_that_is_none_is_named_and_not_shown(string variable, string value)
    {
        await File.WriteAllTextAsync(_file, "token", TestContext.Current.CancellationToken);
        if (variable == "AWS_ENDPOINT_URL_STS")
        {
            (_environment["AWS_ROLE_ARN"], _environment["AWS_WEB_IDENTITY_TOKEN_FILE"]) = ("arn:aws:iam::1:role/flink", _file);
        }

        _environment[variable] = value;
        await using var server = Server("x", "y", "us-east-1", null);
        var unread = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server));
        Assert.StartsWith(variable, unread.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, unread.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', unread.Message);
    }

    [Fact]
    public async Task Ends_of_lines_that_came_along_into_the_environment_are_left_out()
    {
        (_environment["AWS_ACCESS_KEY_ID"], _environment["AWS_SECRET_ACCESS_KEY"]) = ("AKIDENV\n", "env\n");
        await using var server = Server("AKIDENV", "env", "us-east-1", null);
        Assert.Equal("uid-1", await ReadAsync(server));
    }

    [Fact]
    public async Task Credentials_that_no_header_can_carry_are_told_and_not_sent()
    {
        (_environment["AWS_ACCESS_KEY_ID"], _environment["AWS_SECRET_ACCESS_KEY"], _environment["AWS_SESSION_TOKEN"]) = ("AKIDENV", "env", "one\ntwo");
        await using var server = Server("AKIDENV", "env", "us-east-1", null);
        var denied = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server));
        Assert.Equal(UnreadReason.Denied, denied.Reason);
        Assert.DoesNotContain("two", denied.Message, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("AWS_SHARED_CREDENTIALS_FILE")]
    [InlineData("AWS_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")]
    public async Task A_file_without_end_or_without_anybody_who_writes_it_is_not_waited_for(string variable)
    {
        (_environment["AWS_ROLE_ARN"], _environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]) = variable switch
        {
            "AWS_WEB_IDENTITY_TOKEN_FILE" => ("arn:aws:iam::1:role/flink", ""),
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" => ("", "http://localhost:9/"),
            _ => ("", ""),
        };
        var folder = Directory.CreateTempSubdirectory("flinkready-credentials");
        try
        {
            var pipe = Path.Combine(folder.FullName, "pipe");
            NamedPipe.Create(pipe);
            var link = Path.Combine(folder.FullName, "link");
            File.CreateSymbolicLink(link, pipe);
            var large = Path.Combine(folder.FullName, "large");
            await using (var file = File.Create(large))
            {
                file.SetLength(4L * 1024 * 1024 * 1024);
            }

            await using var server = Server("x", "y", "us-east-1", null);
            foreach (var path in (string[])[pipe, link, large, "/dev/zero"])
            {
                _environment[variable] = path;
                var denied = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
                Assert.StartsWith(path, denied.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RequestServer Answering(string answer, int status = 200) => new(async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    });

    private static RequestServer Server(string accessKey, string secretKey, string region, string? token) => new(context =>
    {
        var isSigned = SignatureV4.IsRight(context.Request, accessKey, secretKey, region) && context.Request.Headers["x-amz-security-token"] == token;
        if (isSigned)
        {
            return RangedAnswer.SendAsync(context, MetadataBytes.File(6, 1).Operator(6, 1).I32(0).ToArray());
        }

        context.Response.StatusCode = 403;
        context.Response.Close();
        return Task.CompletedTask;
    });

    private S3Store Store(RequestServer server) => new(
        StoreAddress.Parse("s3://flink-state/"),
        new S3Settings { Endpoint = server.Url, PathStyle = true },
        new AwsEnvironment(name => _environment.GetValueOrDefault(name)));

    private async Task<string?> ReadAsync(RequestServer server)
    {
        using var store = Store(server);
        return await ReadAsync(store);
    }

    private static async Task<string?> ReadAsync(S3Store store) =>
        (await new MetadataStores([store], MetadataLimits.Default, TimeProvider.System).ReadAsync("s3://flink-state/chk-1", TestContext.Current.CancellationToken)).Metadata.Operators[0].Uid;
}

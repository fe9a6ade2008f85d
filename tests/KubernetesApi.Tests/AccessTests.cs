using System.Net;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Tests.Support;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.KubernetesApi.Tests;

/// <summary>Who asks, and that nothing else is asked for.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flinkready-access").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pod_knows_its_server_by_two_variables_and_three_files()
    {
        Write("token", "t");
        Write("namespace", "flink-monitoring\n");

        var access = InCluster.Read(Variables(("KUBERNETES_SERVICE_HOST", "fd00::1"), ("KUBERNETES_SERVICE_PORT", "6443")), _folder);

        Assert.Equal("https://[fd00::1]:6443/", access.Server.ToString());
        Assert.Equal("flink-monitoring", access.Namespace);
        Assert.Equal(Path.Combine(_folder, "ca.crt"), access.Authorities!.File);
    }

    [Fact]
    public void Outside_of_a_pod_the_way_out_is_named() =>
        Assert.Contains("--kubeconfig", Assert.Throws<AccessException>(() => InCluster.Read(Variables(), _folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pod_without_a_token_is_told_which_setting_is_wrong() =>
        Assert.Contains("automountServiceAccountToken", Assert.Throws<AccessException>(() => InCluster.Read(Variables(("KUBERNETES_SERVICE_HOST", "10.0.0.1")), _folder)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_token_is_read_at_each_request()
    {
        var file = Write("token", "first\n");
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, List);
        harness.Watch(token: new Secret(file, null));
        await harness.UntilAsync(() => harness.Requests.Count >= 2);
        Write("token", "second");
        harness.Server.Then(200, List);
        await harness.UntilAsync(() => harness.Requests.Count >= 3, TimeSpan.FromSeconds(10));

        Assert.Equal(["Bearer first", "Bearer first", "Bearer second"], harness.Requests.Take(3).Select(static one => one.Authorization));
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("unauthorized-expired-token.http")]
    [InlineData("unauthorized-bad-token.http")]
    [InlineData("unauthorized-account-gone.http")]
    public async Task A_token_that_is_refused_is_read_again_at_once_and_tried_once_more(string recording)
    {
        var file = Write("token", "old");
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(async context =>
        {
            Write("token", "new");
            await FakeApiServer.ReplayAsync(context, RecordedExchange.Load(recording));
        }).Then(200, List).Then(recording).Then(recording);
        var client = harness.Client(new Secret(file, null));

        await client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken);
        var failed = await Assert.ThrowsAsync<ApiException>(() => client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(["Bearer old", "Bearer new", "Bearer new", "Bearer new"], harness.Requests.Select(static one => one.Authorization));
        Assert.Equal(ApiFailureReason.Unauthorized, failed.Failure.Reason);
    }

    [Fact]
    public async Task A_token_with_a_line_in_it_is_refused_without_being_shown()
    {
        await using var harness = await WatchHarness.CreateAsync();
        var client = harness.Client(new Secret(Write("token", "one\ntwo"), null));

        var failed = await Assert.ThrowsAsync<ApiException>(() => client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(ApiFailureReason.Credentials, failed.Failure.Reason);
        Assert.DoesNotContain("two", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_gone_is_told_with_its_file()
    {
        await using var harness = await WatchHarness.CreateAsync();
        var client = harness.Client(new Secret(Path.Combine(_folder, "none"), null));

        var failed = await Assert.ThrowsAsync<ApiException>(() => client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(ApiFailureReason.Credentials, failed.Failure.Reason);
        Assert.Contains(_folder, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kubeconfig_is_read_as_kubectl_writes_it()
    {
        var path = Write("config", """
            apiVersion: v1
            kind: Config
            current-context: dev
            clusters:
            - name: kind
              cluster: { server: "https://127.0.0.1:6443", certificate-authority-data: Q0E=, tls-server-name: kubernetes }
            contexts:
            - name: other
              context: { cluster: none, user: none }
            - name: dev
              context: { cluster: kind, user: me, namespace: orders }
            users:
            - name: me
              user: { client-certificate: me.crt, client-key-data: S0VZ }
            """);

        var access = Kubeconfig.Read(path);

        Assert.Equal("https://127.0.0.1:6443/", access.Server.ToString());
        Assert.Equal("orders", access.Namespace);
        Assert.Equal("kubernetes", access.ServerName);
        Assert.Equal("CA", access.Authorities!.Read());
        Assert.Equal(Path.Combine(_folder, "me.crt"), access.ClientCertificate!.File);
        Assert.Equal("KEY", access.ClientKey!.Read());
        Assert.Null(access.Token);
    }

    [Theory]
    [InlineData("", "it is no kubeconfig")]
    [InlineData("a: [", "is not valid YAML")]
    [InlineData("kind: Config", "names no current-context")]
    [InlineData("current-context: a", "the context a is not in it")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c } }] }", "the cluster c is not in it")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c } }], clusters: [{ name: c, cluster: { server: x } }] }", "no server that is a URL")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c, user: u } }], clusters: [{ name: c, cluster: { server: \"https://x\" } }] }", "the user u is not in it")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c, user: u } }], clusters: [{ name: c, cluster: { server: \"https://x\" } }], users: [{ name: u, user: { exec: { command: aws } } }] }", "signs in by exec, which is not supported")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c, user: u } }], clusters: [{ name: c, cluster: { server: \"https://x\" } }], users: [{ name: u, user: { client-certificate-data: \"*\" } }] }", "client-certificate-data is no Base64")]
    [InlineData("a: !<[> b", "it is not valid YAML")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c, user: u } }], clusters: [{ name: c, cluster: { server: \"https://x\" } }], users: [{ name: u, user: { tokenFile: \"a\\0b\" } }] }", "tokenFile is no file name")]
    public void A_kubeconfig_that_can_not_be_used_is_told_in_one_line(string text, string message)
    {
        var wrong = Assert.Throws<AccessException>(() => Kubeconfig.Read(Write("config", text)));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void A_kubeconfig_without_a_name_is_told_in_one_line() =>
        Assert.Contains("without a name", Assert.Throws<AccessException>(() => Kubeconfig.Read(string.Empty)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/k8s/clusters/c-1")]
    [InlineData("/k8s/clusters/c-1/")]
    [InlineData("/k8s/a%20b")]
    public async Task A_server_behind_a_path_keeps_the_whole_of_it(string prefix)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, List);
        using var client = new ApiClient(new ApiAccess(new Uri(harness.Server.Url + prefix)), harness.Time);

        await client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken);

        Assert.StartsWith(prefix.TrimEnd('/') + "/apis/flink.apache.org/v1beta1/namespaces/orders/flinkdeployments", Assert.Single(harness.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_four_kinds_and_no_way_out_of_their_paths()
    {
        var paths = ResourceKind.All.Select(static kind => new ResourcePath(kind, "v1beta1", "a/../../secrets?x", "a=b&watch=0").Page(null)).ToList();

        Assert.Equal(
            [
                "apis/flink.apache.org/v1beta1/namespaces/a%2F..%2F..%2Fsecrets%3Fx/flinkdeployments?limit=500&labelSelector=a%3Db%26watch%3D0",
                "apis/flink.apache.org/v1beta1/namespaces/a%2F..%2F..%2Fsecrets%3Fx/flinksessionjobs?limit=500&labelSelector=a%3Db%26watch%3D0",
                "apis/flink.apache.org/v1beta1/namespaces/a%2F..%2F..%2Fsecrets%3Fx/flinkstatesnapshots?limit=500&labelSelector=a%3Db%26watch%3D0",
                "api/v1/namespaces/a%2F..%2F..%2Fsecrets%3Fx/services?limit=500&labelSelector=a%3Db%26watch%3D0",
            ],
            paths);
        Assert.Equal("apis/flink.apache.org/v1/flinkdeployments", new ResourcePath(ResourceKind.FlinkDeployments, "v1", null, null).Whole());
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task Requests_are_those_that_were_recorded()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, List);
        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 2);

        Assert.Equal(RecordedExchange.Load("list.http").Target, harness.Requests[0].Target);
        Assert.Equal(RecordedExchange.Load("missing-crd-watch.http").Target.Replace("=1&allow", "=100&allow", StringComparison.Ordinal), harness.Requests[1].Target);
        Assert.All(harness.Requests, static request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then((int)HttpStatusCode.Found, string.Empty, new KeyValuePair<string, string>("Location", "/api/v1/secrets"));

        var failed = await Assert.ThrowsAsync<ApiException>(() => harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(302, failed.Failure.Status);
        Assert.Single(harness.Requests);
    }

    private const string List = """{"kind":"FlinkDeploymentList","apiVersion":"v1","metadata":{"resourceVersion":"100"},"items":null}""";

    private static Dictionary<string, string> Variables(params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return all;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

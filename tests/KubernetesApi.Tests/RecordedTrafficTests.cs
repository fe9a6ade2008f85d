using System.Text.Json;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Tests.Support;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.KubernetesApi.Tests;

/// <summary>What a real API server answered is understood: every recording of the shared material, byte for byte.</summary>
public sealed class RecordedTrafficTests
{
    // Answers to requests that the client never sends (writes, single resources, other forms) are left out.
    private static bool IsList(RecordedExchange recorded) =>
        !recorded.IsWatch && recorded.Target.Split('?')[0].Split('/')[^1] is "flinkdeployments" or "flinksessionjobs" or "flinkstatesnapshots" or "services" && recorded.Name is not ("list-as-table.http" or "list-as-metadata.http" or "refused-enum-value.http");

    public static TheoryData<string> Lists => [.. RecordedExchange.Names.Where(name => IsList(RecordedExchange.Load(name)))];

    [NeedsTheory(Need.SharedMaterial)]
    [MemberData(nameof(Lists))]
    public async Task A_list_gives_its_resources_or_the_reason(string name)
    {
        var recorded = RecordedExchange.Load(name);
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = context => FakeApiServer.ReplayAsync(context, recorded);
        var read = new List<string>();

        if (recorded.Status != 200)
        {
            var failed = await Assert.ThrowsAsync<ApiException>(() => harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));
            Assert.Equal(recorded.Status, failed.Failure.Status);
            Assert.Equal(recorded.Status switch { 401 => "unauthorized", 403 => "forbidden", 404 => "not_found", 410 => "gone", 429 => "too_many_requests", >= 500 => "http5xx", _ => "http4xx" }, failed.Failure.Word);
            Assert.Equal(recorded.Headers.Any(header => header.Key == "Retry-After"), failed.Failure.RetryAfter is not null);
            return;
        }

        // The answer to the second page is the same page again: its continuation never ends, which is told.
        using var document = JsonDocument.Parse(BodyOf(recorded));
        if (document.RootElement.GetProperty("metadata").TryGetProperty("continue", out var next) && next.GetString()!.Length > 0)
        {
            var endless = await Assert.ThrowsAsync<ApiException>(() => harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));
            Assert.Equal(ApiFailureReason.BadPayload, endless.Failure.Reason);
            return;
        }

        var list = await harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken);
        Assert.Equal(document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString(), list.Version);
        Assert.Equal(
            document.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("metadata")).Select(static metadata =>
                $"{metadata.GetProperty("namespace").GetString()}/{metadata.GetProperty("name").GetString()} {metadata.GetProperty("resourceVersion").GetString()}").Order(StringComparer.Ordinal),
            list.Resources.Select(static one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal));
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task Pages_make_one_list_and_are_asked_for_as_they_were()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then("list-page-1.http").Then("list-page-2.http").Then("list-page-3.http");

        var list = await harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken);

        Assert.Equal("400", list.Version);
        Assert.Equal(29, list.Resources.Count);
        Assert.Equal(
            ["list-page-1.http", "list-page-2.http", "list-page-3.http"],
            harness.Requests.Zip(["list-page-1.http", "list-page-2.http", "list-page-3.http"]).Where(static pair => pair.First.Target == RecordedExchange.Load(pair.Second).Target.Replace("limit=10", "limit=500", StringComparison.Ordinal)).Select(static pair => pair.Second));
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_page_that_is_too_old_begins_the_list_again_without_pages()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then("expired-page-1.http").Then("expired-page-2.http").Then("expired-relist.http");

        var list = await harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken);

        Assert.Equal(RecordedExchange.Load("expired-relist.http").Target, harness.Requests[2].Target);
        Assert.Equal(29, list.Resources.Count);
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("watch-life.watch", "watch")]
    [InlineData("watch-quiet-minutes.watch", "watch")]
    [InlineData("watch-label-leaves.watch", "watch")]
    [InlineData("watch-services.watch", "watch")]
    [InlineData("watch-large.watch", "watch")]
    [InlineData("watch-after-compaction.watch", "watch")]
    [InlineData("watch-rights-taken.watch", "watch")]
    [InlineData("watch-token-expires.watch", "watch")]
    [InlineData("watch-server-stops.watch", "watch")]
    [InlineData("watch-server-killed.watch", "watch")]
    [InlineData("watch-crd-deleted.watch", "watch")]
    [InlineData("watch-quiet-timeout.watch", "list")]
    [InlineData("watch-no-bookmarks.watch", "list")]
    [InlineData("watch-crd-changed.watch", "list")]
    [InlineData("watch-version-unserved.watch", "list")]
    [InlineData("watch-future-version.watch", "list")]
    [InlineData("watch-too-old.watch", "list")]
    [InlineData("watch-too-old-after-restart.watch", "list")]
    [InlineData("watch-resumed-after-restart.watch", "list")]
    [InlineData("watch-resumed-after-crd-change.watch", "list")]
    public async Task A_watch_tells_its_events_and_goes_on_as_it_must(string name, string next)
    {
        var recorded = RecordedExchange.Load(name);
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then("list-empty.http").Then(name);

        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 3, TimeSpan.FromMilliseconds(250));

        var events = recorded.Events.Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            events.Where(static one => one.GetProperty("type").GetString() is "ADDED" or "MODIFIED" or "DELETED").Select(static one =>
                $"{one.GetProperty("type").GetString()} {one.GetProperty("object").GetProperty("metadata").GetProperty("namespace").GetString()}/{one.GetProperty("object").GetProperty("metadata").GetProperty("name").GetString()}"),
            harness.Told.Where(static line => line.Split(' ')[0] is "ADDED" or "MODIFIED" or "DELETED"));
        var request = harness.Requests[2];
        Assert.Equal(next.Split(' ')[0] == "watch", request.IsWatch);
        if (request.IsWatch)
        {
            var last = events[^1].GetProperty("object").GetProperty("metadata").GetProperty("resourceVersion").GetString();
            Assert.Contains($"&resourceVersion={last}&", request.Target, StringComparison.Ordinal);
        }
    }

    private static byte[] BodyOf(RecordedExchange recorded)
    {
        if (!recorded.Headers.Any(static header => header is { Key: "Content-Encoding", Value: "gzip" }))
        {
            return recorded.Body;
        }

        using var unpacked = new MemoryStream();
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(recorded.Body), System.IO.Compression.CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}

using System.Text;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Tests.Support;
using FlinkReady.KubernetesApi.Watching;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.KubernetesApi.Tests;

/// <summary>What a watch makes of servers in trouble, with a clock that is handed in.</summary>
public sealed class WatchFaultTests
{
    private const string Empty = """{"apiVersion":"flink.apache.org/v1beta1","items":[],"kind":"FlinkDeploymentList","metadata":{"continue":"","resourceVersion":"100"}}""";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    [NeedsFact(Need.SharedMaterial)]
    public async Task The_refusals_of_a_starting_server_are_no_missing_rights()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then("starting-403.http").Then("starting-503.http").Then("list.http");

        harness.Watch();
        await harness.UntilAsync(() => harness.Conditions.Any(static one => one.Kind == WatchConditionKind.Up), Step);

        Assert.Equal(["Failing", "Failing", "Up"], harness.Conditions.Select(static one => one.Kind.ToString()));
        // The 503 says Retry-After: 5.
        Assert.True(harness.Requests[2].At - harness.Requests[1].At >= TimeSpan.FromSeconds(5));
        Assert.NotEmpty(harness.Known);
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("forbidden-list.http", "cannot list resource \"flinkdeployments\" in API group \"flink.apache.org\" in the namespace \"orders\"")]
    [InlineData("missing-crd-no-rights.http", "cannot list resource")]
    public async Task Rights_are_missing_where_three_refusals_span_half_a_minute(string recording, string message)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = context => FakeApiServer.ReplayAsync(context, RecordedExchange.Load(recording));

        harness.Watch();
        await harness.UntilAsync(() => harness.Conditions.Any(static one => one.Kind == WatchConditionKind.Forbidden), Step);
        var refusals = harness.Requests;
        await harness.UntilAsync(() => harness.Requests.Count > refusals.Count, TimeSpan.FromSeconds(5));

        Assert.True(refusals.Count >= 3 && refusals[^1].At - refusals[0].At >= TimeSpan.FromSeconds(30));
        Assert.Contains(message, harness.Conditions.Last().Message, StringComparison.Ordinal);
        Assert.InRange(harness.Requests[refusals.Count].At - refusals[^1].At, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_watch_without_the_right_to_watch_is_named_and_the_list_still_tells()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = context => FakeApiServer.ReplayAsync(context, RecordedExchange.Load(context.Request.Query.ContainsKey("watch") ? "forbidden-watch.http" : "list.http"));

        harness.Watch();
        await harness.UntilAsync(() => harness.Conditions.Any(static one => one.Kind == WatchConditionKind.Forbidden), Step);
        var lists = harness.Told.Count(static line => line.StartsWith("list ", StringComparison.Ordinal));
        await harness.UntilAsync(() => harness.Told.Count(static line => line.StartsWith("list ", StringComparison.Ordinal)) > lists, TimeSpan.FromSeconds(5));

        Assert.Contains("cannot watch resource", harness.Conditions.Last().Message, StringComparison.Ordinal);
        Assert.NotEmpty(harness.Known);
        Assert.Equal(WatchConditionKind.Forbidden, harness.Conditions.Last().Kind);
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("missing-crd.http")]
    [InlineData("version-unserved-list.http")]
    public async Task A_kind_that_is_not_served_is_looked_for_every_ten_minutes(string recording)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(recording).Then("list.http");

        harness.Watch();
        await harness.UntilAsync(() => harness.Conditions.Any(static one => one.Kind == WatchConditionKind.Up), TimeSpan.FromSeconds(5));

        Assert.Equal(["UnknownKind", "Up"], harness.Conditions.Select(static one => one.Kind.ToString()));
        Assert.InRange(harness.Requests[1].At - harness.Requests[0].At, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
    }

    [Fact]
    public async Task What_was_known_stays_when_its_version_is_served_no_more()
    {
        var resources = new FakeResources();
        resources.Put("flinkdeployments", """{"metadata":{"name":"a","namespace":"orders"}}""");
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = resources.AnswerAsync;
        harness.Watch();
        await harness.UntilAsync(() => resources.Watches == 1, Step);

        resources.Served.Remove("flinkdeployments");
        resources.EndWatches(isBroken: false);
        await harness.UntilAsync(() => harness.Conditions.Any(static one => one.Kind == WatchConditionKind.UnknownKind), Step);

        Assert.Single(harness.Known);
    }

    [Fact]
    public async Task The_pause_doubles_up_to_a_minute_and_falls_back_once_it_works()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        harness.Watch(random: 1);
        await harness.UntilAsync(() => harness.Requests.Count >= 9, Step);

        var pauses = harness.Requests.Zip(harness.Requests.Skip(1)).Select(static pair => (pair.Second.At - pair.First.At).TotalSeconds).Take(8).ToList();
        foreach (var (pause, expected) in pauses.Zip([1.0, 2, 4, 8, 16, 32, 60, 60]))
        {
            Assert.InRange(pause, expected, expected + 1.5);
        }

        Assert.Equal("Failing", Assert.Single(harness.Conditions).Kind.ToString());
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_server_that_asks_to_be_left_alone_is()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then("too-many-requests.http").Then(429, "Too many requests", new KeyValuePair<string, string>("Retry-After", "40")).Then("list.http");

        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 3, Step);

        Assert.True(harness.Requests[2].At - harness.Requests[1].At >= TimeSpan.FromSeconds(40));
        Assert.Equal(["too_many_requests", "too_many_requests"], harness.Failures.Select(static one => one.Word));
    }

    [Fact]
    public async Task After_three_failures_in_a_row_everything_is_listed_again()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = static context => context.Request.Query.ContainsKey("watch") ? FakeApiServer.TextAsync(context, 504, "late") : FakeApiServer.TextAsync(context, 200, Empty);

        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 6, Step);

        Assert.Equal([false, true, true, true, false, true], harness.Requests.Take(6).Select(static one => one.IsWatch));
    }

    [Theory]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"namesp", true)]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"namesp", false)]
    [InlineData("<html>proxy</html>\n", false)]
    [InlineData("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"message\":\"etcd is away\",\"code\":500}}\n", false)]
    [InlineData("{\"type\":\"SOMETHING\",\"object\":{}}\n", false)]
    [InlineData("{\"type\":\"ADDED\",\"object\":7}\n", false)]
    public async Task A_broken_line_costs_a_pause_and_the_watch_goes_on_from_the_last_version(string rest, bool isAborted)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, Empty).Then(async context =>
        {
            await FakeApiServer.TextAsync(context, 200, """{"type":"ADDED","object":{"metadata":{"name":"b","namespace":"orders","resourceVersion":"107"}}}""" + "\n" + rest);
            await context.Response.Body.FlushAsync();
            if (isAborted)
            {
                await harness.UntilAsync(() => !harness.Known.IsEmpty);
                context.Abort();
            }
        });

        harness.Watch(random: 1);
        await harness.UntilAsync(() => harness.Requests.Count >= 3, Step);

        Assert.Contains("&resourceVersion=107&", harness.Requests[2].Target, StringComparison.Ordinal);
        Assert.True(harness.Requests[2].At - harness.Requests[1].At >= TimeSpan.FromSeconds(1));
        Assert.Single(harness.Failures);
        Assert.Equal("b", Assert.Single(harness.Known.Keys).Name);
    }

    [Fact]
    public async Task A_line_that_drips_is_read_whole()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, Empty).Then(async context =>
        {
            foreach (var one in Encoding.UTF8.GetBytes("""{"object":{"metadata":{"resourceVersion":"103","namespace":"orders","name":"ü"}},"type":"ADDED"}""" + "\n"))
            {
                await context.Response.Body.WriteAsync(new[] { one });
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });

        harness.Watch();
        await harness.UntilAsync(() => !harness.Known.IsEmpty);

        Assert.Equal("ü", harness.Known.Keys.Single().Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_is_too_old_is_listed_anew_after_a_random_pause(bool isStatus)
    {
        await using var harness = await WatchHarness.CreateAsync();
        const string status = """{"kind":"Status","message":"too old","reason":"Expired","code":410}""";
        harness.Server.Then(200, Empty);
        _ = isStatus ? harness.Server.Then(410, status) : harness.Server.Then(200, $$$"""{"type":"ERROR","object":{{{status}}}}""" + "\n");
        harness.Server.Then(200, Empty);

        harness.Watch(random: 0.6);
        await harness.UntilAsync(() => harness.Requests.Count >= 3, Step);

        Assert.False(harness.Requests[2].IsWatch);
        Assert.InRange(harness.Requests[2].At - harness.Requests[1].At, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Silence_of_ten_minutes_ends_in_a_list()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, Empty);

        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 3, TimeSpan.FromSeconds(5));

        Assert.Equal([false, true, false], harness.Requests.Take(3).Select(static one => one.IsWatch));
        Assert.InRange(harness.Requests[2].At - harness.Requests[0].At, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
    }

    [Fact]
    public async Task Everything_is_listed_again_after_half_an_hour_however_well_it_goes()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, Empty).Otherwise = async context =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"101"}}}""" + "\n"), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMinutes(1), harness.Time, context.RequestAborted);
            }
        };

        harness.Watch();
        await harness.UntilAsync(() => harness.Requests.Count >= 2);
        await harness.UntilAsync(() => harness.Requests.Count >= 3, TimeSpan.FromSeconds(10));

        Assert.Equal([false, true, false], harness.Requests.Take(3).Select(static one => one.IsWatch));
        Assert.InRange(harness.Requests[2].At - harness.Requests[0].At, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
    }

    [Theory]
    [InlineData(0, 270)]
    [InlineData(0.5, 300)]
    [InlineData(1, 330)]
    public async Task Watches_end_at_random(double random, int seconds)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, Empty);

        harness.Watch(random);
        await harness.UntilAsync(() => harness.Requests.Count >= 2);

        Assert.EndsWith($"?watch=1&resourceVersion=100&allowWatchBookmarks=true&timeoutSeconds={seconds}", harness.Requests[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_ends_each_watch_at_once_is_not_stormed()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = static context => FakeApiServer.TextAsync(context, 200, context.Request.Query.ContainsKey("watch") ? string.Empty : Empty);

        var until = harness.Time.GetUtcNow() + TimeSpan.FromMinutes(3);
        harness.Watch();
        await harness.UntilAsync(() => harness.Time.GetUtcNow() >= until, TimeSpan.FromSeconds(1));

        Assert.InRange(harness.Requests.Count, 10, 24);
    }

    [Fact]
    public async Task A_watch_that_breaks_every_ten_seconds_loses_nothing_and_doubles_nothing()
    {
        var resources = new FakeResources();
        for (var i = 0; i < 1000; i++)
        {
            resources.Put("flinkdeployments", $$$"""{"metadata":{"name":"d-{{{i}}}","namespace":"orders"}}""");
        }

        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Otherwise = resources.AnswerAsync;
        harness.Watch();
        await harness.UntilAsync(() => resources.Watches > 0, Step);
        for (var round = 0; round < 60; round++)
        {
            resources.Put("flinkdeployments", $$$"""{"metadata":{"name":"new-{{{round}}}","namespace":"orders"}}""");
            resources.Delete("flinkdeployments", "orders", $"d-{round}");
            resources.EndWatches(isBroken: round % 3 != 0);
            if (round % 20 == 10)
            {
                resources.Compact();
            }

            var watches = resources.Watches;
            var until = harness.Time.GetUtcNow() + TimeSpan.FromSeconds(10);
            await harness.UntilAsync(() => resources.Watches > watches && harness.Time.GetUtcNow() >= until, TimeSpan.FromSeconds(1));
        }

        await harness.UntilAsync(() => harness.Known.Count == 1000 && harness.Known.ContainsKey(new("orders", "new-59")), Step);

        Assert.Equal(
            Enumerable.Range(60, 940).Select(static i => $"d-{i}").Concat(Enumerable.Range(0, 60).Select(static i => $"new-{i}")).Order(StringComparer.Ordinal),
            harness.Known.Keys.Select(static key => key.Name).Order(StringComparer.Ordinal));
        Assert.Equal(harness.Told.Count(static line => line.StartsWith("ADDED", StringComparison.Ordinal)), harness.Told.Where(static line => line.StartsWith("ADDED", StringComparison.Ordinal)).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>a proxy</html>")]
    [InlineData("{\"items\":[{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}")]
    [InlineData("{\"items\":[],\"metadata\":{}}")]
    [InlineData("{\"items\":[{}, 7],\"metadata\":{\"resourceVersion\":\"1\"}}")]
    [InlineData("[]")]
    public async Task An_answer_that_is_no_list_is_told(string body)
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(200, body);

        var failed = await Assert.ThrowsAsync<ApiException>(() => harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(ApiFailureReason.BadPayload, failed.Failure.Reason);
    }

    [Fact]
    public async Task A_resource_larger_than_any_is_not_taken_into_memory()
    {
        await using var harness = await WatchHarness.CreateAsync();
        harness.Server.Then(async context =>
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"items\":[{\"metadata\":{\"name\":\""));
            var chunk = Encoding.UTF8.GetBytes(new string('x', 1024 * 1024));
            for (var i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });

        var failed = await Assert.ThrowsAsync<ApiException>(() => harness.Client().ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        Assert.Equal(ApiFailureReason.TooLarge, failed.Failure.Reason);
    }
}

using System.Text.Json;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Templates;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Reliability.Tests.Fleets;

/// <summary>What a measurement on the fleet relies on.</summary>
public sealed class FleetTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);

    [Fact]
    public void Equal_options_give_equal_answers_at_equal_times_in_any_order_of_asking()
    {
        var options = new FleetOptions { Clusters = 2, JobsPerCluster = 5 }.WithChurn();
        var one = new JobManager(new SimulatedFleet(options).Clusters[1], new FakeTimeProvider(Moment));
        var otherTime = new FakeTimeProvider(Moment.AddDays(-3));
        var other = new JobManager(new SimulatedFleet(options).Clusters[1], otherTime);
        other.Respond("GET", "/jobs/overview");
        otherTime.SetUtcNow(Moment);

        Assert.Equal(one.Respond("GET", "/jobs/overview").Body, other.Respond("GET", "/jobs/overview").Body);
        var differently = new SimulatedFleet(options with { Seed = 2 }).Clusters[1];
        Assert.NotEqual(one.Respond("GET", "/jobs").Body, new JobManager(differently, new FakeTimeProvider(Moment)).Respond("GET", "/jobs").Body);
    }

    [Fact]
    public void The_median_job_of_a_thousand_has_eight_vertices()
    {
        foreach (var version in TemplateSet.Versions)
        {
            var cluster = new SimulatedFleet(new FleetOptions { JobsPerCluster = 1000, Versions = [version] }).Clusters[0];
            var sizes = cluster.Runs(Moment).Select(run => run.Traits.Graph.Vertices.Count).Order().ToList();
            Assert.Equal(8, sizes[500]);
        }
    }

    [Fact]
    public void A_new_deployment_keeps_the_name_takes_a_new_id_and_leaves_the_old_run_listed_for_an_hour()
    {
        var cluster = new SimulatedFleet(new FleetOptions { JobsPerCluster = 10, DeploymentPeriod = TimeSpan.FromHours(6) }).Clusters[0];
        var seen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var canceled = 0;
        for (var now = Moment; now < Moment.AddDays(1); now += TimeSpan.FromMinutes(10))
        {
            var runs = cluster.Runs(now);
            Assert.Equal(10, runs.Count(run => !run.At(now).IsTerminal));
            canceled += runs.Count(run => run.At(now).IsTerminal);
            foreach (var run in runs)
            {
                seen.TryAdd(run.Traits.Name, []);
                seen[run.Traits.Name].Add(run.Id);
            }
        }

        Assert.Equal(10, seen.Count);
        Assert.All(seen.Values, ids => Assert.InRange(ids.Count, 3, 10));
        Assert.InRange(canceled, 10 * 2 * 6, 10 * 9 * 7);
    }

    [Fact]
    public void A_fail_over_goes_as_recorded()
    {
        var options = new FleetOptions { JobsPerCluster = 3, FailoverPeriod = TimeSpan.FromDays(1) };
        var cluster = new SimulatedFleet(options).Clusters[0];
        var death = Moment;
        while (cluster.SinceFailover(death) > TimeSpan.FromSeconds(1))
        {
            death += TimeSpan.FromSeconds(1);
        }

        var time = new FakeTimeProvider(death);
        var jobManager = new JobManager(cluster, time);
        var job = cluster.Runs(death)[0].Id;
        var film = new List<(int Config, int Overview, int Job)>();
        for (var second = 0; second < 20; second++)
        {
            film.Add((Status("/config"), Status("/jobs/overview"), Status($"/jobs/{job}")));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((200, 500, 200), film[0]);
        Assert.All(film[3..14], moment => Assert.Equal((200, 500, 500), moment));
        Assert.Contains((503, 503, 503), film);
        Assert.Equal((200, 200, 200), film[^1]);

        int Status(string path) => jobManager.Respond("GET", path).Status;
    }

    [Fact]
    public void Only_GET_is_answered_as_in_Flink()
    {
        var jobManager = new JobManager(new SimulatedFleet(new FleetOptions()).Clusters[0], new FakeTimeProvider(Moment));
        Assert.All(["POST", "PUT", "PATCH", "DELETE", "HEAD"], method => Assert.Equal(404, jobManager.Respond(method, "/jobs/overview").Status));
        var body = JsonSerializer.Deserialize<JsonElement>(jobManager.Respond("GET", "/no/such/path").Body);
        Assert.Equal("Unable to load requested file /no/such/path.", body.GetProperty("errors")[0].GetString());
    }
}

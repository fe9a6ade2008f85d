using System.Text.Json;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Templates;
using FlinkReady.Reliability.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Reliability.Tests.Fleets;

/// <summary>The simulated fleet answers in Flink's shapes: by Flink's own description of them, and key by key as the templates do.</summary>
public sealed class ShapeTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);

    public static TheoryData<string> Versions => [.. TemplateSet.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_answer_fits_the_description_that_Flink_gives_of_it(string version)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        var schema = RestSchema.Of(version);
        var differences = new List<string>();
        foreach (var (template, path, body) in AnswersOf(version))
        {
            differences.AddRange(schema.Differences(template, body).Select(difference => $"{path}: {difference}"));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_answer_has_the_fields_of_the_recorded_one_in_their_order(string version)
    {
        var templates = TemplateSet.Of(version);
        var recorded = new Dictionary<string, string>
        {
            ["/config"] = "config",
            ["/overview"] = "overview",
            ["/taskmanagers"] = "taskmanagers",
            ["/jobs/:jobid/config"] = "job-config",
            ["/jobs/:jobid/checkpoints"] = "checkpoints",
            ["/jobs/:jobid/checkpoints/config"] = "checkpoints-config",
            ["/jobs/:jobid/exceptions"] = "exceptions",
        };
        foreach (var (template, path, body) in AnswersOf(version).Where(answer => recorded.ContainsKey(answer.Template)))
        {
            var expected = templates.Copy(recorded[template]).AsObject().Select(field => field.Key);
            Assert.True(expected.SequenceEqual(body.EnumerateObject().Select(field => field.Name)), path);
        }
    }

    private static IEnumerable<(string Template, string Path, JsonElement Body)> AnswersOf(string version)
    {
        var fleet = new SimulatedFleet(new FleetOptions { Clusters = 4, JobsPerCluster = 60, Versions = [version] }.WithChurn());
        var time = new FakeTimeProvider(Moment);
        foreach (var cluster in fleet.Clusters)
        {
            Assert.Equal(LeaderState.Leading, cluster.Leader(Moment));
            var jobManager = new JobManager(cluster, time);
            foreach (var path in new[] { "/config", "/overview", "/taskmanagers", "/jobmanager/config", "/jobs", "/jobs/overview" })
            {
                yield return (path == "/jobmanager/config" ? path : path, path, Read(jobManager, path)!.Value);
            }

            foreach (var run in cluster.Runs(Moment))
            {
                var prefix = $"/jobs/{run.Id}";
                foreach (var suffix in new[] { "", "/config", "/checkpoints", "/checkpoints/config", "/exceptions", "/resource-requirements" })
                {
                    if (Read(jobManager, prefix + suffix) is { } body)
                    {
                        yield return ($"/jobs/:jobid{suffix}", prefix + suffix, body);
                    }
                }

                if (Read(jobManager, $"{prefix}/checkpoints")?.GetProperty("latest").GetProperty("completed") is { ValueKind: JsonValueKind.Object } completed)
                {
                    var path = $"{prefix}/checkpoints/details/{completed.GetProperty("id")}";
                    yield return ("/jobs/:jobid/checkpoints/details/:checkpointid", path, Read(jobManager, path)!.Value);
                }
            }
        }
    }

    private static JsonElement? Read(JobManager jobManager, string path)
    {
        var answer = jobManager.Respond("GET", path);
        if (answer.Status != 200)
        {
            Assert.EndsWith("/resource-requirements", path, StringComparison.Ordinal);
            return null;
        }

        return JsonSerializer.Deserialize<JsonElement>(answer.Body);
    }
}

using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>
/// One look at a cluster as a fixture holds it, put together into the snapshot that the client would have made of these answers.
/// </summary>
/// <param name="look">The object with <c>now</c> and <c>answers</c>.</param>
/// <param name="root">The fixture: what an earlier look does not say holds as in the last one.</param>
public sealed class FixtureLook(JsonElement look, JsonElement root)
{
    /// <summary>The time at which everything was asked, unless an answer has a time of its own (<c>atMs</c>).</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(look.GetProperty("now").GetInt64());

    /// <summary>The snapshot.</summary>
    public ClusterSnapshot ToSnapshot()
    {
        var jobs = Ask<JobsOverview>("/jobs/overview");
        var ids = Ask<JobIdList>("/jobs");
        var overviews = (jobs?.Value?.Jobs ?? []).ToDictionary(job => job.Id);
        var listed = (ids?.Value?.Jobs ?? []).ToDictionary(job => job.Id);
        return new ClusterSnapshot
        {
            Access = Access(),
            StartedAt = Now,
            Elapsed = TimeSpan.Zero,
            Config = Demand<DashboardConfiguration>("/config"),
            Overview = Demand<ClusterOverview>("/overview"),
            JobManagerConfiguration = Demand<IReadOnlyList<ConfigurationEntry>>("/jobmanager/config"),
            TaskManagers = Demand<TaskManagerList>("/taskmanagers"),
            JobIds = ids ?? NotHeld<JobIdList>("/jobs"),
            JobsOverview = jobs ?? NotHeld<JobsOverview>("/jobs/overview"),
            SecondListing = Ask<JobIdList>("/jobs#2") is { } again ? new SecondListing(again, Demand<JobsOverview>("/jobs/overview#2")) : null,
            Jobs = [.. overviews.Keys.Union(listed.Keys).Select(id => Job(id, overviews.GetValueOrDefault(id), listed.GetValueOrDefault(id)))],
            Exchanges = [],
        };
    }

    private JobSnapshot Job(string id, JobOverview? overview, JobIdWithStatus? listed) => new()
    {
        Id = id,
        Overview = overview,
        ListedStatus = listed?.Status,
        Details = Ask<JobDetails>($"/jobs/{id}"),
        Config = Ask<JobConfig>($"/jobs/{id}/config"),
        Checkpoints = Ask<CheckpointStatistics>($"/jobs/{id}/checkpoints"),
        CheckpointConfig = Ask<CheckpointConfig>($"/jobs/{id}/checkpoints/config"),
        CheckpointDetails = Paths().LastOrDefault(path => path.StartsWith($"/jobs/{id}/checkpoints/details/", StringComparison.Ordinal)) is { } details
            ? Ask<CheckpointDetails>(details)
            : null,
        Exceptions = Ask<JobExceptions>($"/jobs/{id}/exceptions?maxExceptions=20"),
        ResourceRequirements = Ask<IReadOnlyDictionary<string, VertexResourceRequirements>>($"/jobs/{id}/resource-requirements"),
    };

    private Reading<T> Demand<T>(string path)
        where T : class => Ask<T>(path) ?? NotHeld<T>(path);

    private Reading<T> NotHeld<T>(string path)
        where T : class => Reading<T>.Failed(path, Now, TimeSpan.Zero, new Failure(FailureReason.Connection, 0, "the fixture does not hold this answer"));

    private Reading<T>? Ask<T>(string path)
        where T : class
    {
        if (Answer(path) is not { ValueKind: JsonValueKind.Object } answer)
        {
            return null;
        }

        var at = answer.TryGetProperty("atMs", out var time) ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64()) : Now;
        return ReadingMaker.Make<T>(path, at, answer);
    }

    private JsonElement? Answer(string path)
    {
        if (look.TryGetProperty("answers", out var own) && own.TryGetProperty(path, out var answer))
        {
            return answer;
        }

        return root.GetProperty("answers").TryGetProperty(path, out answer) ? answer : null;
    }

    private IEnumerable<string> Paths()
    {
        var last = root.GetProperty("answers").EnumerateObject();
        return look.TryGetProperty("answers", out var own) ? last.Concat(own.EnumerateObject()).Select(answer => answer.Name) : last.Select(answer => answer.Name);
    }

    private TargetAccess Access()
    {
        var access = root.TryGetProperty("access", out var element) ? element : default;
        bool Flag(string name, bool otherwise) => access.ValueKind == JsonValueKind.Object && access.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;
        return new TargetAccess(
            "http://flink.example:8081",
            IsEncrypted: Flag("encrypted", false),
            IsLoopback: Flag("loopback", false),
            HasCredentials: Flag("credentials", false),
            IsRecording: Flag("recording", true));
    }
}

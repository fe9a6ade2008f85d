using System.Text;
using System.Text.Json;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>
/// One poll of a cluster as a fixture holds it, put together into the snapshot that the client would have made of these answers.
/// </summary>
/// <param name="look">The object with <c>now</c> and <c>answers</c>.</param>
/// <param name="root">The fixture: what an earlier poll does not say holds as in the last one.</param>
public sealed class FixtureLook(JsonElement look, JsonElement root)
{
    /// <summary>The time at which everything was asked, unless an answer has a time of its own (<c>atMs</c>).</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds((look.TryGetProperty("now", out var own) ? own : root.GetProperty("now")).GetInt64());

    /// <summary>The snapshot.</summary>
    public ClusterSnapshot ToSnapshot()
    {
        var jobs = Ask(JobsOverview.Key, JobsOverview.Key.Template);
        var ids = Ask(JobIdList.Key, JobIdList.Key.Template);
        var overviews = (jobs?.Value?.Jobs ?? []).ToDictionary(job => job.Id);
        var listed = (ids?.Value?.Jobs ?? []).ToDictionary(job => job.Id);
        var (witnesses, room) = (Witnesses(), new MemoryRoom(ReadOptions.DefaultMaxMemory));
        return new ClusterSnapshot
        {
            Access = Access(),
            StartedAt = Now,
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Of(
            [
                Demand(DashboardConfiguration.Key),
                Demand(ClusterOverview.Key),
                Demand(JobManagerConfiguration.Key),
                Demand(TaskManagerList.Key),
                ids ?? NotHeld(JobIdList.Key, JobIdList.Key.Template),
                jobs ?? NotHeld(JobsOverview.Key, JobsOverview.Key.Template),
                .. Applications(),
                .. LargestMetadata(),
                .. Certificate(),
                .. Declared(),
            ]),
            SecondListing = Ask(JobIdList.Key, "/jobs#2") is { } again ? ReadingSet.Of(again, Demand(JobsOverview.Key, "/jobs/overview#2")) : null,
            Jobs = [.. overviews.Keys.Union(listed.Keys).Select(id => witnesses.AddTo(Job(id, overviews.GetValueOrDefault(id), listed.GetValueOrDefault(id)), room))],
            Exchanges = [],
        };
    }

    // As they lie beside a recording.
    private WitnessFiles Witnesses() => WitnessFiles.Read(FileOf("operators"), FileOf("metadata"));

    private byte[]? FileOf(string name) => root.TryGetProperty(name, out var content) ? JsonSerializer.SerializeToUtf8Bytes(content) : null;

    private IEnumerable<Reading> Certificate()
    {
        if (root.TryGetProperty("certificate", out var met))
        {
            var certificate = new ServerCertificate(met.GetProperty("subject").GetString()!, !met.TryGetProperty("isAuthority", out _), met.GetProperty("notAfter").GetDateTimeOffset());
            yield return Reading<ServerCertificate>.Of(ServerCertificate.Key, ServerCertificate.Key.Template, Now, TimeSpan.Zero, certificate);
        }
    }

    private IEnumerable<Reading> Declared()
    {
        if (root.TryGetProperty("resource", out var json))
        {
            var since = root.TryGetProperty("resourceSince", out var ms) ? DateTimeOffset.FromUnixTimeMilliseconds(ms.GetInt64()) : (DateTimeOffset?)null;
            yield return Resource(DeploymentResource.Key, json, since);
        }

        if (RuleFixture.Text(root, "upgradeMode") is { } mode)
        {
            yield return Reading<DeclaredUpgradeMode>.Of(DeclaredUpgradeMode.Key, "the command line", Now, TimeSpan.Zero, new DeclaredUpgradeMode(mode, "the command line", "--upgrade-mode"));
        }
    }

    private Reading<DeploymentResource>? SessionJob(string id) =>
        root.TryGetProperty("sessionJob", out var json) && json.GetProperty("status").GetProperty("jobStatus").GetProperty("jobId").GetString() == id
            ? Resource(DeploymentResource.SessionJobKey, json, null)
            : null;

    private Reading<DeploymentResource> Resource(SourceKey<DeploymentResource> key, JsonElement json, DateTimeOffset? since)
    {
        var resource = DeploymentReader.Read(KubernetesResource.Read(Encoding.UTF8.GetBytes(json.GetRawText()))!) with { Since = since };
        return Reading<DeploymentResource>.Of(key, resource.Address, Now, TimeSpan.Zero, resource, resource.Stamp);
    }

    private IEnumerable<Reading> Applications()
    {
        if (Ask(ApplicationList.Key, ApplicationList.Key.Template) is not { } list)
        {
            yield break;
        }

        yield return list;
        var failures = (list.Value?.Applications ?? [])
            .Select(application => (application.Id, Reading: Ask(ApplicationExceptions.Key, ApplicationExceptions.PathOf(application.Id))))
            .Where(answer => answer.Reading?.Value is not null)
            .ToDictionary(answer => answer.Id, answer => answer.Reading!.Value!);
        if (failures.Count > 0)
        {
            yield return Reading<ApplicationFailures>.Of(ApplicationFailures.Key, ApplicationFailures.Key.Template, Now, TimeSpan.Zero, new ApplicationFailures(failures));
        }
    }

    private IEnumerable<Reading> LargestMetadata()
    {
        if (Ask(AggregatedMetric.Key, FlinkModel.Payloads.LargestMetadata.Path)?.Value is { } metrics)
        {
            var largest = FlinkModel.Payloads.LargestMetadata.Of(metrics, isRepeated: true);
            yield return Reading<LargestMetadata>.Of(FlinkModel.Payloads.LargestMetadata.Key, FlinkModel.Payloads.LargestMetadata.Path, Now, TimeSpan.Zero, largest);
        }
    }

    private JobSnapshot Job(string id, JobOverview? overview, JobIdWithStatus? listed) => new()
    {
        Id = id,
        Overview = overview,
        ListedStatus = listed?.Status,
        Readings = ReadingSet.Of(new Reading?[]
        {
            Ask(JobDetails.Key, JobDetails.Key.PathOf(id)),
            Ask(JobConfig.Key, JobConfig.Key.PathOf(id)),
            Ask(CheckpointStatistics.Key, CheckpointStatistics.Key.PathOf(id)),
            Ask(CheckpointConfig.Key, CheckpointConfig.Key.PathOf(id)),
            Paths().LastOrDefault(path => path.StartsWith($"/jobs/{id}/checkpoints/details/", StringComparison.Ordinal)) is { } details
                ? Ask(CheckpointDetails.Key, details)
                : null,
            Ask(JobExceptions.Key, $"/jobs/{id}/exceptions?maxExceptions=20"),
            Ask(ResourceRequirements.Key, ResourceRequirements.Key.PathOf(id)),
            SessionJob(id),
            Ask(JobMetrics.Key, JobMetrics.PathOf(id)),
        }.OfType<Reading>()),
    };

    private Reading<T> Demand<T>(SourceKey<T> key, string? path = null)
        where T : class => Ask(key, path ?? key.Template) ?? NotHeld(key, path ?? key.Template);

    private Reading<T> NotHeld<T>(SourceKey<T> key, string path)
        where T : class => Reading<T>.Failed(key, path, Now, TimeSpan.Zero, new Failure(FailureReason.Connection, 0, "the fixture does not hold this answer"));

    private Reading<T>? Ask<T>(SourceKey<T> key, string path)
        where T : class
    {
        if (Answer(path) is not { ValueKind: JsonValueKind.Object } answer)
        {
            return null;
        }

        var at = answer.TryGetProperty("atMs", out var time) ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64()) : Now;
        return ReadingMaker.Make(key, path, at, answer);
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

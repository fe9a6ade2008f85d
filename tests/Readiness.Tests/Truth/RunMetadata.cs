using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>
/// What the metadata of checkpoints would show beside a recording of restores, from its truth: what a run restored as long as it has no checkpoint of its own, as
/// the source reads it, then the one of its own. That the reader of the files finds the same is tested with it.
/// </summary>
internal static class RunMetadata
{
    /// <summary>The poll with the readings.</summary>
    public static ClusterSnapshot AddTo(ClusterSnapshot look, RecordedCluster cluster) => look with
    {
        Jobs = [.. look.Jobs.Select(job => cluster.Truth.GetProperty("runs").EnumerateArray().FirstOrDefault(run => run.GetProperty("jid").GetString() == job.Id) is { ValueKind: JsonValueKind.Object } run ? AddTo(job, run) : job)],
    };

    private static JobSnapshot AddTo(JobSnapshot job, JsonElement run)
    {
        if (job.Readings.Value(CheckpointStatistics.Key)?.Latest is not { } latest || job.Readings.Get(JobDetails.Key) is not { Value: not null } details)
        {
            return job;
        }

        var file = latest.Completed is { ExternalPath: { } own, Id: { } number } ? Of(own, number, run.GetProperty("operators"))
            : latest.Restored is { ExternalPath: { } restored, Id: { } origin } && run.GetProperty("operatorsRestored") is { ValueKind: JsonValueKind.Array } before ? Of(restored, origin, before)
            : null;
        return file is null ? job : job with { Readings = job.Readings.With(Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, file.Path, details.ReadAt, TimeSpan.Zero, file)) };
    }

    private static CheckpointMetadata Of(string path, long number, JsonElement operators) => new()
    {
        Path = $"{path}/_metadata",
        Version = 5,
        CheckpointId = number,
        Operators = [.. operators.EnumerateArray().Select(Of)],
    };

    private static WitnessedOperator Of(JsonElement one) => new(one.GetProperty("id").GetString()!)
    {
        Name = one.GetProperty("name").GetString(),
        Uid = one.GetProperty("uid").GetString() ?? string.Empty,
        HasState = one.GetProperty("stateful").GetBoolean(),
        StateBytes = one.TryGetProperty("bytes", out var bytes) ? bytes.GetInt64() : null,
        MaxParallelism = one.TryGetProperty("maxParallelism", out var maximum) ? maximum.GetInt32() : null,
    };
}

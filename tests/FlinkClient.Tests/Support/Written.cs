using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Support;

/// <summary>What was read of a body, written out, so that two ways of reading can be held against each other.</summary>
internal static class Written
{
    /// <summary>The payload as JSON; of those that are read by the source-generated readers alone nothing.</summary>
    public static string? Of(object payload) => payload switch
    {
        JobDetails details => JsonSerializer.Serialize(details, FlinkJson.Default.JobDetails),
        CheckpointStatistics statistics => JsonSerializer.Serialize(statistics with { History = WithoutPaths(statistics.History) }, FlinkJson.Default.CheckpointStatistics),
        _ => null,
    };

    // The hand-written reader leaves them out.
    private static List<CheckpointEntry>? WithoutPaths(IReadOnlyList<CheckpointEntry>? history) =>
        history?.Select(entry => entry is null ? null! : entry with { ExternalPath = null }).ToList();
}

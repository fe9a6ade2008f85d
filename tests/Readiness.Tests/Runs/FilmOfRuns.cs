using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Truth;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>A recording, look by look, with what is known after each.</summary>
internal static class FilmOfRuns
{
    public static async IAsyncEnumerable<(ClusterSnapshot Look, TargetState State)> PlayAsync(string folder, ReadinessPolicy? policy = null, Func<int, bool>? include = null, ReadOptions? options = null)
    {
        using var series = Recording.Open(folder);
        var assessor = new Assessor(policy ?? ReadinessPolicy.Default, ThrowingObserver.Instance);
        var state = TargetState.Initial;
        ClusterSnapshot? look = null;
        for (var index = 0; index < series.Snapshots.Count; index++)
        {
            if (include is null || include(index))
            {
                look = await series.Snapshots[index].Reader.ReadAsync(look, options ?? ReadOptions.Everything, TestContext.Current.CancellationToken);
                state = assessor.Assess("orders", look, state, look.StartedAt);
                yield return (look, state);
            }
        }
    }
}

using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Judges deployments that are suspended: what they declare holds at the next start, and nobody has to be asked for it.</summary>
internal static class SuspendedTargets
{
    /// <summary>A view of each.</summary>
    /// <param name="targets">What was discovered.</param>
    /// <param name="assessor">How to judge.</param>
    /// <param name="isCovered">Which jobs to look at, by name; null for those that the target names.</param>
    /// <param name="now">The wall clock.</param>
    public static IReadOnlyList<TargetView> Of(IReadOnlyList<DiscoveredTarget> targets, Assessor assessor, Func<string, bool>? isCovered, DateTimeOffset now) =>
        [.. targets.Where(static target => target is { IsParked: true, State: ResourceState.Suspended, Conclusion.Deployment: not null }).Select(target => Of(target, assessor, isCovered, now))];

    private static TargetView Of(DiscoveredTarget target, Assessor assessor, Func<string, bool>? isCovered, DateTimeOffset now)
    {
        var definition = target.Definition!;
        var url = definition.Connection.Urls[0];
        var access = new TargetAccess(Addresses.Show(url), url.Scheme == Uri.UriSchemeHttps, url.IsLoopback, HasCredentials: false, IsRecording: false);
        TargetAssessment assessment = assessor.AssessSuspended(
            definition.Name, access, target.Conclusion.Deployment!, job => definition.Jobs.Cover(job) && isCovered?.Invoke(job) != false, now);
        return new TargetView { Target = definition, Access = assessment.Access, IsExpected = false, State = TargetState.Initial with { Current = assessment, LastUp = assessment } };
    }
}

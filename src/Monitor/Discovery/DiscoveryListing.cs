using System.Collections.Concurrent;
using FlinkReady.Deployments.Resources;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Looks once for what there is in Kubernetes.</summary>
internal sealed class DiscoveryListing(KubernetesAccess access, TimeProvider time, ILogger logger)
{
    private const int Tries = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>What there is, and what could not be looked for.</summary>
    /// <exception cref="AccessException">The API server can't be reached at all.</exception>
    public async Task<DiscoveryResult> RunAsync(KubernetesSettings settings, TargetSet configured, CancellationToken cancellationToken)
    {
        var reached = access.Read();
        using var client = new ApiClient(reached, time);
        var resources = new ConcurrentBag<KubernetesResource>();
        var problems = new ConcurrentBag<SourceProblem>();
        await Task.WhenAll(WatchedSources.Of(settings, reached.Namespace).Select(path => ListAsync(client, path, settings, resources, problems, cancellationToken)));
        var targets = new ResourceConcluder(settings, configured, new SeenStates(time), logger).Conclude(resources);
        return new DiscoveryResult(targets, [.. problems.OrderBy(static problem => problem.Message, StringComparer.Ordinal)]);
    }

    private async Task ListAsync(
        ApiClient client, ResourcePath path, KubernetesSettings settings, ConcurrentBag<KubernetesResource> resources, ConcurrentBag<SourceProblem> problems, CancellationToken cancellationToken)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                var list = await client.ListAsync(path, SeenResource.Reader(path.Kind, settings), cancellationToken);
                foreach (var resource in list.Resources.Values.Select(static seen => seen?.Resource).OfType<KubernetesResource>())
                {
                    resources.Add(resource);
                }

                return;
            }
            catch (ApiException exception) when (left > 0 && exception.Failure.Reason is ApiFailureReason.TooManyRequests or ApiFailureReason.ServerError or ApiFailureReason.Connection)
            {
                var pause = exception.Failure.RetryAfter ?? TimeSpan.FromSeconds(1);
                await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
            }
            catch (ApiException exception)
            {
                problems.Add(SourceProblem.Of(path, exception.Failure));
                return;
            }
        }
    }
}

/// <summary>What one look found.</summary>
/// <param name="Targets">What became of each resource.</param>
/// <param name="Problems">What could not be looked for.</param>
internal sealed record DiscoveryResult(IReadOnlyList<DiscoveredTarget> Targets, IReadOnlyList<SourceProblem> Problems)
{
    /// <summary>Nothing was looked for.</summary>
    public static DiscoveryResult None { get; } = new([], []);

    /// <summary>The configuration with the targets that were found, after its own.</summary>
    public MonitorConfiguration AddTo(MonitorConfiguration configuration) =>
        configuration with { Targets = [.. configuration.Targets, .. Targets.Where(static target => target.IsPolled).Select(static target => target.Definition!)] };

    /// <summary>What the resources say of targets.</summary>
    public ITargetFacts Facts(DateTimeOffset now)
    {
        var facts = new DiscoveredFacts(isFirstLook: true);
        facts.Replace(Targets, now);
        return facts;
    }

    /// <summary>What is declared by deployments that are suspended, judged.</summary>
    public IEnumerable<TargetScan> Suspended(Assessor assessor, ScanRequest request, DateTimeOffset now) =>
        SuspendedTargets.Of(Targets, assessor, request.Job is { } job ? job.IsMatch : null, request.Now ?? now)
            .Select(static view => new TargetScan(view.State.Current!, WasReadable: true, [], []));

    /// <summary>True where there is, or may be, something that is not looked at as a whole.</summary>
    public bool IsPartial => IsIncomplete || Targets.Any(static target => target.IsParked);

    /// <summary>True where something that may be there could not be seen; a kind that is not installed has nothing to see.</summary>
    public bool IsIncomplete => Problems.Any(static problem => problem.IsError);
}

/// <summary>A kind in a namespace that could not be listed.</summary>
/// <param name="Message">One line for people.</param>
/// <param name="IsError">False where the API server does not know the kind.</param>
internal sealed record SourceProblem(string Message, bool IsError)
{
    /// <summary>The problem behind a failure.</summary>
    public static SourceProblem Of(ResourcePath path, ApiFailure failure) => failure.Reason switch
    {
        ApiFailureReason.NotFound => new($"{path}: the API server does not know them in version {path.Version}: the operator's CRDs are not installed, or apiVersion is another", IsError: false),
        ApiFailureReason.Forbidden => new($"{path} can't be listed for want of rights; grant list and watch: {failure.Message}", IsError: true),
        _ => new($"{path} can't be listed: {failure.Message}", IsError: true),
    };
}

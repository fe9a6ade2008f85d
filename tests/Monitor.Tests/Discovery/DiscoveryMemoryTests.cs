using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.TestSupport.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>What a thousand deployments keep in memory: measured alone, since what other tests hold and let go of would count.</summary>
[Collection(nameof(DiscoveryMemoryTests))]
public sealed class DiscoveryMemoryTests
{
    private const int Many = 1000;
    private const int Rounds = 3;

    [NeedsFact(Need.SharedMaterial)]
    public void A_thousand_deployments_take_less_than_twenty_megabytes()
    {
        var resource = JsonNode.Parse(RecordedExchange.Load("get.http").Body)!.AsObject();
        var taken = Enumerable.Range(0, Rounds).Select(_ => Taken(resource)).Order().ToList();

        // One that is off tells of something else that came or went.
        Assert.InRange(taken[Rounds / 2], 1, 20 * 1024 * 1024);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Taken(JsonObject resource)
    {
        var before = LiveBytes();
        var kept = Discover(resource, new KubernetesSettings());
        var after = LiveBytes();
        GC.KeepAlive(kept);
        return after - before;
    }

    // Twice, as when the operator wrote its status meanwhile: what did not change is kept once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Discover(JsonObject resource, KubernetesSettings settings)
    {
        var reader = SeenResource.Reader(ResourceKind.FlinkDeployments, settings);
        var name = (string)resource["metadata"]!["name"]!;
        var concluder = new ResourceConcluder(settings, [], new SeenStates(TimeProvider.System), NullLogger.Instance);
        var seen = Enumerable.Range(0, Many).Select(number =>
        {
            resource["metadata"]!["name"] = $"{name}-{number}";
            return reader(Encoding.UTF8.GetBytes(resource.ToJsonString()))!;
        }).ToList();
        resource["metadata"]!["name"] = name;
        var facts = new DiscoveredFacts(isFirstLook: false);
        facts.Replace(concluder.Conclude(seen.Select(static one => one.Resource!)), Made.Noon);
        var targets = concluder.Conclude(seen.Select(static one => one.Resource!));
        facts.Replace(targets, Made.Noon);
        Assert.Equal(Many, targets.Count(static target => target.IsPolled));
        return (concluder, seen, facts, targets);
    }

    private static long LiveBytes()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }
}

/// <summary>Runs while no other test does.</summary>
[CollectionDefinition(nameof(DiscoveryMemoryTests), DisableParallelization = true)]
public sealed class DiscoveryMemoryCollection;

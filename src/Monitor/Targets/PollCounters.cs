using System.Collections.Immutable;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Targets;

/// <summary>Requests and answers of one endpoint since the target came.</summary>
/// <param name="Requests">Requests; one that was tried again counts once.</param>
/// <param name="Bytes">Bytes of bodies.</param>
internal readonly record struct Traffic(long Requests, long Bytes);

/// <summary>What is counted of a target since it came. Immutable.</summary>
internal sealed record PollCounters
{
    /// <summary>Before the first poll.</summary>
    public static PollCounters Zero { get; } = new();

    /// <summary>Polls, failed ones included.</summary>
    public long Polls { get; private init; }

    /// <summary>Polls at which the cluster did not answer, by reason.</summary>
    public ImmutableDictionary<FailureReason, long> Failures { get; private init; } = ImmutableDictionary<FailureReason, long>.Empty;

    /// <summary>Traffic by the endpoint's template.</summary>
    public ImmutableSortedDictionary<string, Traffic> Endpoints { get; private init; } =
        ImmutableSortedDictionary.Create<string, Traffic>(StringComparer.Ordinal);

    /// <summary>What is counted of its witnesses.</summary>
    public WitnessCounters Witnesses { get; init; } = WitnessCounters.Zero;

    /// <summary>The counters after one more poll.</summary>
    /// <param name="failure">Why the cluster did not answer, null where it did.</param>
    /// <param name="exchanges">The poll's requests.</param>
    /// <param name="reads">Its attempts to hear witnesses.</param>
    public PollCounters Add(Failure? failure, IReadOnlyList<Exchange> exchanges, IReadOnlyList<WitnessRead>? reads = null)
    {
        var endpoints = Endpoints.ToBuilder();
        foreach (var exchange in exchanges)
        {
            var before = endpoints.GetValueOrDefault(exchange.Endpoint);
            endpoints[exchange.Endpoint] = new Traffic(before.Requests + 1, before.Bytes + exchange.Bytes);
        }

        return new PollCounters
        {
            Polls = Polls + 1,
            Failures = failure is null ? Failures : Failures.SetItem(failure.Reason, Failures.GetValueOrDefault(failure.Reason) + 1),
            Endpoints = endpoints.ToImmutable(),
            Witnesses = reads is null ? Witnesses : Witnesses.Add(reads),
        };
    }
}

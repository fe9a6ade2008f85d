using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Rules.Availability;

namespace FlinkReady.Readiness.Tests.Availability;

public sealed class IncidentsTests
{
    private const string Wrapper = "java.util.concurrent.CompletionException";
    private const string NoSlots = "org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException";
    private const string Own = "java.lang.IllegalStateException";
    private const string Peer = "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException";

    [Fact]
    public void Exceptions_about_lost_peers_join_an_incident_for_a_minute() =>
        Assert.Equal([1_000L, 62_000L], Of((Peer, 1), (Peer, 2), (Peer, 61), (Peer, 62)));

    [Fact]
    public void Every_other_exception_is_an_incident_of_its_own() =>
        Assert.Equal([1_000L, 2_000L, 3_000L], Of((Own, 1), (Own, 2), (Own, 3)));

    [Fact]
    public void A_lost_peer_joins_the_failure_that_took_it_down() =>
        Assert.Equal([1_000L], Of((Own, 1), (Peer, 3)));

    // As a live 2.3.0 without a spare TaskManager tells it: who notices the loss first differs, and slots that can't be had come in a future's wrapper.
    [Fact]
    public void One_lost_TaskManager_that_is_not_replaced_for_a_while_is_one_incident() =>
        Assert.Equal([1_000L], Incidents.Of(
        [
            new ExceptionEntry("org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException", 1_000),
            new ExceptionEntry("org.apache.flink.runtime.resourcemanager.exceptions.ResourceManagerException", 2_000),
            new ExceptionEntry(Wrapper, 9_000, new FailureTrace(NoSlots, null, null)),
            new ExceptionEntry(Wrapper, 11_000, new FailureTrace(NoSlots, null, null)),
            new ExceptionEntry(Wrapper, 14_000, new FailureTrace(NoSlots, null, null)),
        ]));

    [Fact]
    public void What_a_wrapper_carries_is_an_incident_of_its_own_where_it_is_no_lost_peer() =>
        Assert.Equal([1_000L, 2_000L, 3_000L], Incidents.Of([new ExceptionEntry(Wrapper, 1_000, new FailureTrace(Own, null, null)), new ExceptionEntry(Wrapper, 2_000, new FailureTrace(Own, null, null)), new ExceptionEntry(Wrapper, 3_000)]));

    [Fact]
    public void The_order_of_the_history_and_entries_without_time_do_not_matter() =>
        Assert.Equal([1_000L, 2_000L], Incidents.Of([new ExceptionEntry(Own, 2_000), new ExceptionEntry(Own, null), new ExceptionEntry(Own, 1_000)]));

    [Fact]
    public void A_package_that_is_called_like_a_lost_peer_is_none() =>
        Assert.Equal(2, Of(("com.example.Timeout.OrderException", 1), ("com.example.Timeout.OrderException", 2)).Count);

    private static IReadOnlyList<long> Of(params (string Name, long Seconds)[] entries) =>
        Incidents.Of(entries.Reverse().Select(entry => new ExceptionEntry(entry.Name, entry.Seconds * 1000)));
}

using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Where a poll's answers come from: the wire or a recording.</summary>
internal interface IAnswerSource : IDisposable
{
    TargetAccess Access { get; }

    /// <summary>Requests that may be in flight at once.</summary>
    int Workers { get; }

    /// <summary>True where a target that does not answer at all costs time for every request.</summary>
    bool IsLive { get; }

    /// <summary>The wall clock; for a recording, that of its first exchange.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The certificate of the last handshake; null where there was none.</summary>
    ServerCertificate? Certificate { get; }

    /// <summary>The chain of handlers for one poll; what it remembers of failures begins anew.</summary>
    ValueTask<HttpMessageInvoker> OpenClientAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the lists may be read a second time: 3 s after <paramref name="firstListing"/>. False where there is no second answer.
    /// </summary>
    ValueTask<bool> MayListAgainAsync(DateTimeOffset firstListing, CancellationToken cancellationToken);

    /// <summary>Sees every request when it is answered.</summary>
    void Answered(FlinkRequest request, Exchange exchange);
}

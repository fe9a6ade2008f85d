using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Keeps what a reader is answered. Implemented by what writes recordings.</summary>
public interface IPollRecorder
{
    /// <summary>Takes one exchange. Must not throw: a full disk disturbs no poll.</summary>
    internal void Add(FlinkRequest request, Exchange exchange);
}

using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Transport;

namespace FlinkReady.FlinkClient.Looks;

/// <inheritdoc cref="IClusterReaderFactory"/>
internal sealed class ClusterReaderFactory(TargetClients targets, IHttpClientFactory clients, TimeProvider time) : IClusterReaderFactory
{
    public IClusterReader Create(string name, TargetConnection connection, RecordingWriter? recorder = null) =>
        new ClusterReader(new LiveSource(name, connection, recorder, targets, clients, time), time);
}

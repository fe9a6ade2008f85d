using FlinkReady.FlinkClient.Transport;

namespace FlinkReady.FlinkClient.Polls;

/// <inheritdoc cref="IClusterReaderFactory"/>
internal sealed class ClusterReaderFactory(TargetClients targets, IHttpClientFactory clients, TimeProvider time) : IClusterReaderFactory
{
    public IClusterReader Create(string name, TargetConnection connection, IPollRecorder? recorder = null) =>
        new ClusterReader(new LiveAnswerSource(name, connection, recorder, targets, clients, new MetCertificate(), time), time);
}

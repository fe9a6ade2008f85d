using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>A snapshot of a recording, behind the same handlers as a live cluster but for those that deal with the network.</summary>
internal sealed class RecordedAnswerSource : IAnswerSource
{
    private readonly RecordedAnswers _answers;
    private readonly HttpMessageInvoker _client;

    public RecordedAnswerSource(RecordedAnswers answers, string address)
    {
        _answers = answers;
        Access = new TargetAccess(address, IsEncrypted: false, IsLoopback: false, HasCredentials: false, IsRecording: true);
        _client = new HttpMessageInvoker(new PayloadHandler(RecordingFiles.MaxFileBytes)
        {
            InnerHandler = new ReadOnlyHandler { InnerHandler = new RecordingHandler(answers) },
        });
    }

    public TargetAccess Access { get; }

    // One after the other: which request gets the k-th entry must not be a matter of luck.
    public int Workers => 1;

    public bool IsLive => false;

    public DateTimeOffset Now => _answers.StartedAt;

    public ServerCertificate? Certificate => _answers.Certificate;

    public ValueTask<HttpMessageInvoker> OpenClientAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_client);

    public ValueTask<bool> MayListAgainAsync(DateTimeOffset firstListing, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_answers.HasMore(JobsOverview.Key.Template) && _answers.HasMore(JobIdList.Key.Template));

    public void Answered(FlinkRequest request, Exchange exchange)
    {
    }

    public void Dispose() => _client.Dispose();
}

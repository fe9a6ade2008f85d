namespace FlinkReady.FlinkClient.Transport;

/// <summary>Decides for each attempt which JobManager is asked.</summary>
internal sealed class JobManagerHandler(JobManagers jobManagers) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (index, url) = jobManagers.Next((FlinkRequest)request);
        request.RequestUri = url;
        var response = await base.SendAsync(request, cancellationToken);
        if (response is AnswerMessage { Answer.Failure: null })
        {
            jobManagers.Answered(index);
        }

        return response;
    }
}

namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>A plain HTTP client.</summary>
public static class Http
{
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) });

    /// <summary>The body; throws where the status is not a 2xx.</summary>
    public static async Task<string> GetAsync(string url)
    {
        using var response = await SendAsync(HttpMethod.Get, url);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Any request.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url)
    {
        using var request = new HttpRequestMessage(method, url);
        return await Invoker.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

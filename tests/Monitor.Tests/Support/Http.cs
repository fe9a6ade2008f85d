using System.Text;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>A plain HTTP client: nothing followed, nothing decompressed.</summary>
internal static class Http
{
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<(HttpResponseMessage Response, byte[] Body)> SendAsync(HttpMethod method, string url, string? acceptEncoding = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (acceptEncoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        var response = await Invoker.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<string> GetAsync(string url) => Encoding.UTF8.GetString((await SendAsync(HttpMethod.Get, url)).Body);
}

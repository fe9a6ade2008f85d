namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>Plain requests to servers on this machine.</summary>
public static class Http
{
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>The body of an answer with success.</summary>
    public static async Task<string> GetAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Whether an address answers with success.</summary>
    public static async Task<bool> SucceedsAsync(Uri address)
    {
        try
        {
            await GetAsync(address);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

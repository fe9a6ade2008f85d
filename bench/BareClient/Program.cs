// The yardstick: fetches every URL of a file with two workers, reads each body to its end, and does nothing with it.
using System.Collections.Concurrent;

var urls = new ConcurrentQueue<string>(await File.ReadAllLinesAsync(args[0]));
using var client = new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = 2, UseProxy = false });
long bytes = 0;
await Task.WhenAll(Worker(), Worker());
Console.WriteLine(bytes);

async Task Worker()
{
    var buffer = new byte[64 * 1024];
    while (urls.TryDequeue(out var url))
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await client.SendAsync(request, CancellationToken.None);
        await using var body = await response.Content.ReadAsStreamAsync();
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            Interlocked.Add(ref bytes, read);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Files that a web server gives, below one URL.</summary>
/// <param name="prefix">The folder as Flink's paths name it.</param>
/// <param name="url">The same folder at the server, http or https.</param>
/// <param name="client">Sends requests, with what the server wants to see; follows no redirect.</param>
internal sealed class UrlStore(StoreAddress prefix, Uri url, HttpMessageInvoker client) : IMetadataStore
{
    private readonly string _folder = url.AbsoluteUri.TrimEnd('/');

    /// <inheritdoc/>
    public StoreAddress Prefix => prefix;

    /// <inheritdoc/>
    public async Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken)
    {
        var file = new Uri($"{_folder}/{string.Join('/', below.Select(Uri.EscapeDataString))}");
        var content = new RangedContent((from, to, version, token) => AskAsync(file, from, to, version, token));
        try
        {
            await content.OpenAsync(cancellationToken);
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private async Task<RangeAnswer> AskAsync(Uri file, long from, long to, string? version, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        request.Headers.Range = new RangeHeaderValue(from, to - 1);
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new UnreadException(UnreadReason.Failed, $"{file.Host} does not answer: {ConnectionFailures.Describe(e)}", e);
        }

        try
        {
            return await AnswerAsync(response, from, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<RangeAnswer> AnswerAsync(HttpResponseMessage response, long from, CancellationToken cancellationToken)
    {
        var content = response.Content.Headers;
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            throw StoreFailures.OfStatus((int)response.StatusCode);
        }

        if (content.ContentEncoding.Any(encoding => encoding != "identity"))
        {
            throw new UnreadException(UnreadReason.Failed, "the store packs the file on its way");
        }

        var version = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return new RangeAnswer(body, response, 0, content.ContentLength, content.ContentLength, version);
        }

        return content.ContentRange is { HasRange: true, From: { } first, To: { } last } range && first == from
            ? new RangeAnswer(body, response, first, last + 1, range.Length, version)
            : throw new UnreadException(UnreadReason.Failed, "the store does not say which bytes it sends");
    }
}

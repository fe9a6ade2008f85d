using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Signs requests as S3 wants it (AWS Signature Version 4): GETs without a body and without a query.</summary>
/// <param name="credentials">What with.</param>
/// <param name="region">What for.</param>
/// <param name="timeout">From the request to the head of its answer.</param>
/// <param name="time">The clock.</param>
internal sealed class SigningHandler(CredentialChain credentials, string region, TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly string EmptyBody = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            Sign(request, await credentials.GetAsync(either.Token));
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreadException(UnreadReason.Failed, $"{request.RequestUri!.Host} does not answer within {timeout.TotalSeconds} s", e);
        }
    }

    private void Sign(HttpRequestMessage request, AwsCredentials key)
    {
        if (!IsForHeader(key.AccessKey) || !IsForHeader(key.Token ?? string.Empty))
        {
            throw new UnreadException(UnreadReason.Denied, "the credentials for the store hold a line break or a letter that can't be sent: check the access key and the session token");
        }

        var url = request.RequestUri!;
        var now = time.GetUtcNow().UtcDateTime;
        var (moment, day) = (now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), now.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port.ToString(CultureInfo.InvariantCulture)}",
            ["x-amz-content-sha256"] = EmptyBody,
            ["x-amz-date"] = moment,
        };
        if (key.Token is { } token)
        {
            headers["x-amz-security-token"] = token;
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var names = string.Join(';', headers.Keys);
        var canonical = $"GET\n{url.AbsolutePath}\n\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{EmptyBody}";
        var scope = $"{day}/{region}/s3/aws4_request";
        var text = $"{Algorithm}\n{moment}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(SigningKey(key.SecretKey, scope), Encoding.UTF8.GetBytes(text)));
        request.Headers.Authorization = new AuthenticationHeaderValue(Algorithm, $"Credential={key.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static bool IsForHeader(string value) => !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static byte[] SigningKey(string secretKey, string scope) =>
        scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
}

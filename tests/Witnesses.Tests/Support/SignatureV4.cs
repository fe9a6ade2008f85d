using System.Collections.Specialized;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>Checks requests as AWS describes its signature, version 4: by working it out from what arrived.</summary>
internal static class SignatureV4
{
    /// <summary>Whether the request is signed with this key, for S3 in this region.</summary>
    public static bool IsRight(HttpListenerRequest request, string accessKey, string secretKey, string region)
    {
        var authorization = request.Headers["Authorization"] ?? string.Empty;
        if (!authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var scope = parts["Credential"].Split('/');
        if (scope is not [var key, var day, var signedRegion, "s3", "aws4_request"] || key != accessKey || signedRegion != region)
        {
            return false;
        }

        var url = request.RawUrl!.Split('?', 2);
        var query = url.Length < 2 ? string.Empty : string.Join('&', url[1].Split('&').Select(pair => pair.Contains('=') ? pair : pair + "=").Order(StringComparer.Ordinal));
        var signed = parts["SignedHeaders"].Split(';');
        var canonical = $"{request.HttpMethod}\n{url[0]}\n{query}\n{string.Concat(signed.Select(name => $"{name}:{Value(request.Headers, name)}\n"))}\n{parts["SignedHeaders"]}\n{request.Headers["x-amz-content-sha256"]}";
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{day}/{region}/s3/aws4_request\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signing = new[] { day, region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), (current, part) => HMACSHA256.HashData(current, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes(text))) == parts["Signature"];
    }

    private static string Value(NameValueCollection headers, string name) => (headers[name] ?? string.Empty).Trim();
}

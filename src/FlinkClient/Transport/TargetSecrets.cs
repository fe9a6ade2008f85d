using System.Text;
using FlinkReady.FlinkClient.Recordings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>What is secret of a target's connection: user info of its URLs and its proxy, headers, and what its secret files held of late.</summary>
internal sealed class TargetSecrets
{
    // An answer may still tell of the token before the last rotation.
    private const int Rotations = 4;

    private readonly Lock _lock = new();
    private readonly string[] _configured;
    private volatile Known _known;

    public TargetSecrets(TargetConnection connection)
    {
        _configured =
        [
            .. connection.Urls.Append(connection.Proxy).OfType<Uri>().SelectMany(url => OfUserInfo(url.UserInfo)),
            .. connection.Headers.SelectMany(header => OfHeader(header.Key, header.Value)),
        ];
        _known = new Known([], SentSecrets.Of(_configured));
    }

    /// <summary>All that is configured; with it <paramref name="credentials"/>, a token or <c>user:password</c> out of a file.</summary>
    public SentSecrets With(string? credentials)
    {
        var known = _known;
        if (credentials is null || known.FromFiles.Contains(credentials, StringComparer.Ordinal))
        {
            return known.Sent;
        }

        lock (_lock)
        {
            string[] files = [credentials, .. _known.FromFiles.Where(earlier => earlier != credentials).Take(Rotations - 1)];
            _known = new Known(files, SentSecrets.Of([.. _configured, .. files.SelectMany(OfUserAndPassword)]));
            return _known.Sent;
        }
    }

    private static IEnumerable<string> OfUserInfo(string userInfo)
    {
        string[] texts = [userInfo, Uri.UnescapeDataString(userInfo)];

        // A user alone is sent as one with an empty password.
        return texts.SelectMany(text => text.Contains(':', StringComparison.Ordinal) ? OfUserAndPassword(text) : [text, $"{text}:"]);
    }

    private static IEnumerable<string> OfUserAndPassword(string text)
    {
        yield return text;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            yield return text[(colon + 1)..];
        }
    }

    // A header whose name says nothing of a secret may name a tenant or a user: masked only where it is long enough for a key.
    private static IEnumerable<string> OfHeader(string name, string value)
    {
        if (!SecretText.IsSecretName(name))
        {
            return value.Length >= SentSecrets.UnmistakableLength ? [value] : [];
        }

        var scheme = value.IndexOf(' ', StringComparison.Ordinal);
        var credentials = value[(scheme + 1)..];
        return
        [
            value,
            credentials,
            .. Decoded(credentials) is { } decoded ? OfUserAndPassword(decoded) : [],
            .. value.Split(';', ',').Where(pair => pair.Contains('=', StringComparison.Ordinal)).Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()),
        ];
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private sealed record Known(string[] FromFiles, SentSecrets Sent);
}

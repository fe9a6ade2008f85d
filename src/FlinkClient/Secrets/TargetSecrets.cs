using System.Text;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>What is secret of a target's connection: user info of its URLs and its proxy, headers, and what its secret files held of late.</summary>
internal sealed class TargetSecrets
{
    // An answer may still tell of the token before the last rotation.
    private const int Rotations = 4;

    private readonly Lock _lock = new();
    private readonly string[] _configured;
    private volatile Known _known;

    /// <summary>Begins with what is configured.</summary>
    /// <param name="urls">The target's and its proxy's, with their user info.</param>
    /// <param name="headers">Sent with every request.</param>
    public TargetSecrets(IEnumerable<Uri> urls, IEnumerable<KeyValuePair<string, string>> headers)
    {
        _configured =
        [
            .. urls.Where(url => url.UserInfo.Length > 0).SelectMany(OfUserInfo),
            .. headers.SelectMany(header => OfHeader(header.Key, header.Value)),
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
            _known = new Known(files, SentSecrets.Of([.. _configured, .. files.SelectMany(OfCredentials)]));
            return _known.Sent;
        }
    }

    // A user without a password is a token.
    private static string[] OfUserInfo(Uri url)
    {
        var (user, password) = UserInfo.Of(url);
        return [$"{user}:{password}", password.Length == 0 ? user : password];
    }

    // Where there is a colon the password behind it is one by itself.
    private static string[] OfCredentials(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? [text] : [text, text[(colon + 1)..]];
    }

    // A header whose name says nothing of a secret may name a tenant or a user: masked only where it is long enough for a key.
    private static string[] OfHeader(string name, string value)
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
            .. Decoded(credentials) is { } decoded ? OfCredentials(decoded) : [],
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

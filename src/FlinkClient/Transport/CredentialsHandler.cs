using System.Net.Http.Headers;
using System.Text;
using FlinkReady.FlinkClient.Secrets;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Adds the configured headers and credentials to each attempt, below the redirects' origin check.</summary>
internal sealed class CredentialsHandler(TargetConnection connection, TimeProvider time) : DelegatingHandler
{
    private readonly TargetSecrets _secrets = new(connection.Proxy is { } proxy ? connection.Urls.Append(proxy) : connection.Urls, connection.Headers);
    private readonly SecretFile? _token = connection.Auth.BearerTokenFile is { } token ? new SecretFile(token, time) : null;
    private readonly SecretFile? _password = connection.Auth.Basic is { } basic ? new SecretFile(basic.PasswordFile, time) : null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in connection.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var fromFile = FromFile();
        if (Authorization(fromFile, request.RequestUri!) is { } authorization)
        {
            request.Headers.Authorization = authorization;
        }

        if (request is FlinkRequest flink)
        {
            flink.Sent = _secrets.With(fromFile);
        }

        return base.SendAsync(request, cancellationToken);
    }

    // The token, or user and password.
    private string? FromFile()
    {
        if (_token is not null)
        {
            return _token.Read();
        }

        var password = _password?.Read();
        return password is not null && connection.Auth.Basic!.UserName is { } user ? $"{user}:{password}" : password;
    }

    private AuthenticationHeaderValue? Authorization(string? fromFile, Uri url)
    {
        if (fromFile is not null)
        {
            return _token is not null ? new AuthenticationHeaderValue("Bearer", fromFile) : Basic(fromFile);
        }

        var configured = connection.Urls.FirstOrDefault(candidate => candidate.UserInfo.Length > 0 && Addresses.HaveSameOrigin(candidate, url));
        if (configured is null)
        {
            return null;
        }

        var (user, password) = UserInfo.Of(configured);
        return Basic($"{user}:{password}");
    }

    private static AuthenticationHeaderValue Basic(string userAndPassword) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)));
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Credentials of limited time that a role gives: by the token of a Kubernetes service account, or from the service beside the container.</summary>
/// <param name="surroundings">The environment, where the platform says what there is.</param>
/// <param name="region">Whose token service is asked.</param>
/// <param name="client">Sends the requests.</param>
/// <param name="files">Reads the tokens.</param>
internal sealed class RoleCredentials(AwsEnvironment surroundings, string region, HttpMessageInvoker client, LocalTexts files)
{
    private const string ContainerService = "http://169.254.170.2";
    private const int LongestAnswer = 64 * 1024;

    /// <summary>The credentials; null where the environment names no role.</summary>
    /// <exception cref="UnreadException">There is a role, and it gives none.</exception>
    public async Task<AwsCredentials?> FindAsync(CancellationToken cancellationToken)
    {
        if (surroundings["AWS_ROLE_ARN"] is { } role && surroundings["AWS_WEB_IDENTITY_TOKEN_FILE"] is { } token)
        {
            var session = surroundings["AWS_ROLE_SESSION_NAME"] ?? "flinkready";
            var service = surroundings["AWS_ENDPOINT_URL_STS"] ?? $"https://sts.{region}.{AwsEnvironment.DomainOf(region)}";
            var query = $"Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn={Uri.EscapeDataString(role)}&RoleSessionName={Uri.EscapeDataString(session)}&WebIdentityToken={Uri.EscapeDataString(await TokenAsync(token, cancellationToken))}";
            var url = ServerUrl.Of($"{service.TrimEnd('/')}/?{query}", surroundings["AWS_ENDPOINT_URL_STS"] is null ? $"the region {region}" : "AWS_ENDPOINT_URL_STS");
            return OfTokenService(await AskAsync(url, null, "the role of the service account", cancellationToken));
        }

        var container = surroundings["AWS_CONTAINER_CREDENTIALS_FULL_URI"] ?? (surroundings["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] is { } relative ? ContainerService + relative : null);
        if (container is null)
        {
            return null;
        }

        var authorization = surroundings["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] is { } file ? await TokenAsync(file, cancellationToken) : surroundings["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
        var address = ServerUrl.Of(container, surroundings["AWS_CONTAINER_CREDENTIALS_FULL_URI"] is null ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI");
        return OfContainer(await AskAsync(address, authorization, "the container's role", cancellationToken));
    }

    private async Task<string> TokenAsync(string file, CancellationToken cancellationToken) =>
        (await files.ReadAsync(file, cancellationToken))?.Trim() ?? throw new UnreadException(UnreadReason.Denied, $"there is no file {file}, which the environment names for a role's token");

    private async Task<string> AskAsync(Uri url, string? authorization, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new UnreadException(UnreadReason.Denied, string.Create(CultureInfo.InvariantCulture, $"{what} gives no credentials: {url.Host} answers with status {(int)response.StatusCode}"));
            }

            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw new UnreadException(UnreadReason.Failed, $"{what} gives no credentials: {url.Host} does not answer: {ConnectionFailures.Describe(e)}", e);
        }
    }

    // Four elements of a known answer: no reader of XML is needed for them.
    private static AwsCredentials OfTokenService(string answer)
    {
        return Make(Element("AccessKeyId"), Element("SecretAccessKey"), Element("SessionToken"), Element("Expiration"));

        string? Element(string name)
        {
            var (begin, end) = ($"<{name}>", $"</{name}>");
            var from = answer.IndexOf(begin, StringComparison.Ordinal);
            var to = from < 0 ? -1 : answer.IndexOf(end, from, StringComparison.Ordinal);
            return to < 0 ? null : WebUtility.HtmlDecode(answer[(from + begin.Length)..to]);
        }
    }

    private static AwsCredentials OfContainer(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return Make(Member("AccessKeyId"), Member("SecretAccessKey"), Member("Token"), Member("Expiration"));

            string? Member(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Make(null, null, null, null);
        }
    }

    private static AwsCredentials Make(string? access, string? secret, string? token, string? end) =>
        access is { Length: > 0 } && secret is { Length: > 0 } && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var endsAt)
            ? new AwsCredentials(access, secret, token) { EndsAt = endsAt }
            : throw new UnreadException(UnreadReason.Denied, "the role gives no credentials: its answer can't be read");
}

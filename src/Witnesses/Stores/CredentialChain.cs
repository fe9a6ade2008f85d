using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>
/// Finds credentials for S3: those of the file that the configuration names, else as AWS' own tools do: of the environment, of the role that a service account
/// has (EKS), of the container (EKS Pod Identity, ECS), of the user's file. Those of the machine need a PUT, which this program never sends.
/// </summary>
/// <param name="settings">How the S3 is reached.</param>
/// <param name="surroundings">The environment.</param>
/// <param name="region">What requests are signed for.</param>
/// <param name="client">Asks for credentials of roles; is disposed by its owner.</param>
/// <param name="time">The clock.</param>
internal sealed class CredentialChain(S3Settings settings, AwsEnvironment surroundings, string region, HttpMessageInvoker client, TimeProvider time)
{
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(5);

    private readonly LocalTexts _files = new(time);
    private readonly RoleCredentials _roles = new(surroundings, region, client, new LocalTexts(time));
    private volatile AwsCredentials? _lent;

    /// <summary>Credentials that hold now. Files are read each time, since they may be rotated.</summary>
    /// <exception cref="UnreadException">There are none.</exception>
    public async ValueTask<AwsCredentials> GetAsync(CancellationToken cancellationToken)
    {
        if (settings.CredentialsFile is { } file)
        {
            return await OfFileAsync(file, CredentialFile.DefaultProfile, cancellationToken)
                ?? throw new UnreadException(UnreadReason.Denied, $"there is no file {file} (credentialsFile)");
        }

        if (surroundings["AWS_ACCESS_KEY_ID"] is { } access && surroundings["AWS_SECRET_ACCESS_KEY"] is { } secret)
        {
            return new AwsCredentials(access, secret, surroundings["AWS_SESSION_TOKEN"]);
        }

        if (_lent is { EndsAt: { } end } lent && time.GetUtcNow() < end - Spare)
        {
            return lent;
        }

        return _lent = await _roles.FindAsync(cancellationToken)
            ?? await OfUserAsync(cancellationToken)
            ?? throw new UnreadException(UnreadReason.Denied, "there are no credentials for the store: set credentialsFile, or give the program's account a role");
    }

    private async Task<AwsCredentials?> OfUserAsync(CancellationToken cancellationToken)
    {
        var file = surroundings["AWS_SHARED_CREDENTIALS_FILE"] ?? (surroundings["HOME"] is { } home ? Path.Combine(home, ".aws", "credentials") : null);
        return file is null ? null : await OfFileAsync(file, surroundings["AWS_PROFILE"] ?? CredentialFile.DefaultProfile, cancellationToken);
    }

    private async Task<AwsCredentials?> OfFileAsync(string file, string profile, CancellationToken cancellationToken) =>
        await _files.ReadAsync(file, cancellationToken) is { } text ? CredentialFile.Read(file, text, profile) : null;
}

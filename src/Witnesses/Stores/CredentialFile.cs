using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>A file of credentials as AWS' own tools have it: sections of profiles, each with keys and values.</summary>
internal static class CredentialFile
{
    /// <summary>The profile where nobody names one.</summary>
    public const string DefaultProfile = "default";

    private const int MostLines = 10_000;

    /// <summary>The credentials of a profile.</summary>
    /// <exception cref="UnreadException">The file can't be read, or has none.</exception>
    public static AwsCredentials Read(string file, string profile)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var isProfile = false;
            foreach (var line in File.ReadLines(file).Take(MostLines).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
            {
                if (line[0] == '[')
                {
                    isProfile = line.Trim('[', ']').Trim() is var name && (name == profile || name == $"profile {profile}");
                }
                else if (isProfile && line.Split('=', 2, StringSplitOptions.TrimEntries) is [var key, var value])
                {
                    values[key] = value;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadException(UnreadReason.Denied, $"{file} can't be read", e);
        }

        return values.GetValueOrDefault("aws_access_key_id") is { Length: > 0 } access && values.GetValueOrDefault("aws_secret_access_key") is { Length: > 0 } secret
            ? new AwsCredentials(access, secret, values.GetValueOrDefault("aws_session_token") is { Length: > 0 } token ? token : null)
            : throw new UnreadException(UnreadReason.Denied, $"{file} has no profile [{profile}] with aws_access_key_id and aws_secret_access_key");
    }
}

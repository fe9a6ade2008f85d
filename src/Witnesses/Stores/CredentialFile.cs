using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>A file of credentials as AWS' own tools have it: sections of profiles, each with keys and values.</summary>
internal static class CredentialFile
{
    /// <summary>The profile where nobody names one.</summary>
    public const string DefaultProfile = "default";

    /// <summary>The credentials of a profile.</summary>
    /// <param name="file">The file's name, for the message.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="profile">The profile.</param>
    /// <exception cref="UnreadException">It has none.</exception>
    public static AwsCredentials Read(string file, string text, string profile)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isProfile = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is not ('#' or ';')))
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

        return values.GetValueOrDefault("aws_access_key_id") is { Length: > 0 } access && values.GetValueOrDefault("aws_secret_access_key") is { Length: > 0 } secret
            ? new AwsCredentials(access, secret, values.GetValueOrDefault("aws_session_token") is { Length: > 0 } token ? token : null)
            : throw new UnreadException(UnreadReason.Denied, $"{file} has no profile [{profile}] with aws_access_key_id and aws_secret_access_key");
    }
}

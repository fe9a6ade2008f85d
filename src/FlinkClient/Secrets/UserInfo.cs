namespace FlinkReady.FlinkClient.Secrets;

/// <summary>User info of a URL, as basic authentication takes it.</summary>
internal static class UserInfo
{
    /// <summary>User and password without the escapes of a URL; the password of a user alone is empty.</summary>
    public static (string User, string Password) Of(Uri url)
    {
        var parts = url.UserInfo.Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? string.Empty : Uri.UnescapeDataString(parts[1]));
    }
}

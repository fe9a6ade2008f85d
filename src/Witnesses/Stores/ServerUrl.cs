using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Addresses that are put together from what the environment and the settings say.</summary>
internal static class ServerUrl
{
    /// <summary>An address that can be asked, http or https.</summary>
    /// <param name="url">The address.</param>
    /// <param name="from">Where it comes from. The address itself may hold credentials and is not shown.</param>
    /// <exception cref="UnreadException">It is none.</exception>
    public static Uri Of(string url, string from) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new UnreadException(UnreadReason.Failed, $"{from} makes no address of a server, such as https://s3.eu-central-1.amazonaws.com");
}

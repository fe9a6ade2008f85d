namespace FlinkReady.FlinkClient.Transport;

/// <summary>Where an answer redirects to.</summary>
internal static class RedirectTarget
{
    /// <summary>The absolute address. Null where none is named, or a text that is no address, such as <c>//</c>.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="from">What was asked.</param>
    public static Uri? Of(HttpResponseMessage response, Uri? from)
    {
        if (response.Headers.Location is not { } location)
        {
            return null;
        }

        if (!location.IsAbsoluteUri)
        {
            return from is not null && Uri.TryCreate(from, location, out var next) && HasReadableHost(next) ? next : null;
        }

        return HasReadableHost(location) ? location : null;
    }

    // Only asking for it tells that a name can't be written in ASCII: a parsed URL may have such a host.
    private static bool HasReadableHost(Uri url)
    {
        try
        {
            return url.IdnHost is not null;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}

namespace FlinkReady.KubernetesApi.Failures;

/// <summary>Why the API server did not give what it was asked for.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Status">The status of the answer; 0 where there was none.</param>
/// <param name="Message">One line for people.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null where it does not say.</param>
public sealed record ApiFailure(ApiFailureReason Reason, int Status, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The reason as metrics write it: <c>too_many_requests</c>.</summary>
    public string Word => Reason switch
    {
        ApiFailureReason.Connection => "connection",
        ApiFailureReason.Dns => "dns",
        ApiFailureReason.Tls => "tls",
        ApiFailureReason.Timeout => "timeout",
        ApiFailureReason.Credentials => "credentials",
        ApiFailureReason.Unauthorized => "unauthorized",
        ApiFailureReason.Forbidden => "forbidden",
        ApiFailureReason.NotFound => "not_found",
        ApiFailureReason.Gone => "gone",
        ApiFailureReason.TooManyRequests => "too_many_requests",
        ApiFailureReason.OtherClientError => "http4xx",
        ApiFailureReason.ServerError => "http5xx",
        ApiFailureReason.BadPayload => "bad_payload",
        ApiFailureReason.TooLarge => "too_large",
        _ => "unexpected",
    };
}

/// <summary>The kinds of reasons.</summary>
public enum ApiFailureReason
{
    /// <summary>No connection, or one that broke.</summary>
    Connection,

    /// <summary>The host name has no address.</summary>
    Dns,

    /// <summary>The handshake failed, or the certificate is not acceptable.</summary>
    Tls,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The token's or certificate's file can't be read.</summary>
    Credentials,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403: missing rights, or a server that is just starting.</summary>
    Forbidden,

    /// <summary>404: the server does not know the kind, or serves its version no more.</summary>
    NotFound,

    /// <summary>410, as a status or as an event: the version or page is too old.</summary>
    Gone,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>Another status from 300 to 499.</summary>
    OtherClientError,

    /// <summary>A status from 500 on.</summary>
    ServerError,

    /// <summary>The answer is none of an API server.</summary>
    BadPayload,

    /// <summary>The answer, or one resource in it, is larger than any of a real server.</summary>
    TooLarge,
}

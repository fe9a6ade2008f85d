namespace FlinkReady.FlinkModel.Readings;

/// <summary>Why an answer could not be had: a closed set, the same in reports, metrics and recordings.</summary>
public enum FailureReason
{
    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The host name has no address.</summary>
    Dns,

    /// <summary>Refused, reset or cut off, or a recording that does not hold the exchange.</summary>
    Connection,

    /// <summary>The TLS handshake failed, or a plain request met a port that speaks TLS.</summary>
    Tls,

    /// <summary>401: credentials are missing or wrong.</summary>
    Unauthorized,

    /// <summary>403: the credentials do not suffice.</summary>
    Forbidden,

    /// <summary>Another 4xx that is not Flink's own "not found".</summary>
    Http4xx,

    /// <summary>A 5xx.</summary>
    Http5xx,

    /// <summary>A redirect that leaves scheme, host or port.</summary>
    Redirect,

    /// <summary>The body is not the JSON that Flink's description of the message promises.</summary>
    BadPayload,

    /// <summary>The body exceeds the limit.</summary>
    TooLarge,

    /// <summary>503 while the JobManagers elect a leader.</summary>
    LeaderElection,

    /// <summary>Not asked: the target failed so often that it is left alone for a while.</summary>
    CircuitOpen,

    /// <summary>Something answers, but it is not Flink.</summary>
    NotFlink,

    /// <summary>The caller gave up.</summary>
    Cancelled,
}

/// <summary>The written form of <see cref="FailureReason"/>, as reports, metrics and recordings show it.</summary>
public static class FailureReasons
{
    private static readonly string[] Names =
    [
        "timeout", "dns", "connection", "tls", "unauthorized", "forbidden", "http4xx", "http5xx",
        "redirect", "badPayload", "tooLarge", "leaderElection", "circuitOpen", "notFlink", "cancelled",
    ];

    /// <summary>Every reason in its written form, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The written form, e.g. <c>leaderElection</c>.</summary>
    public static string ToText(this FailureReason reason) => Names[(int)reason];

    /// <summary>Reads the written form; false where the text is none of the set.</summary>
    public static bool TryParse(string? text, out FailureReason reason)
    {
        var index = Array.IndexOf(Names, text);
        reason = index < 0 ? default : (FailureReason)index;
        return index >= 0;
    }
}

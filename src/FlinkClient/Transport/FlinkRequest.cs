using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>One question to Flink on its way down the handlers. Retries send the same object again.</summary>
internal sealed class FlinkRequest : HttpRequestMessage
{
    // Where it really goes is decided below the retry: another attempt may ask another JobManager.
    private static readonly Uri Undecided = new("http://flink.invalid/");

    public FlinkRequest(Endpoint endpoint, string path)
        : base(HttpMethod.Get, Undecided)
    {
        Endpoint = endpoint;
        Path = path;
    }

    /// <summary>What is asked, and how the answer is read.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The path with its query, without the target's prefix.</summary>
    public string Path { get; }

    /// <summary>JobManagers that this request was sent to, as bits.</summary>
    public ulong Tried { get; set; }

    /// <summary>Why the last attempt failed that was followed by another.</summary>
    public Failure? LastFailure { get; private set; }

    /// <summary>Is told of each attempt that failed and is followed by another.</summary>
    public Action<Failure>? AttemptFailed { get; init; }

    /// <summary>When a recorded exchange was sent and how long it took; null for a live one.</summary>
    public (DateTimeOffset SentAt, TimeSpan Elapsed)? Recorded { get; set; }

    /// <summary>True where a recording holds no answer to this.</summary>
    public bool IsUnrecorded { get; set; }

    /// <summary>What went out with the attempts and must not come back into a text.</summary>
    public SentSecrets Sent { get; set; } = SentSecrets.None;

    /// <summary>What the last attempt brought, as bytes: only where a recording is written.</summary>
    public CapturedBody? Captured { get; set; }

    /// <summary>Notes an attempt that failed and is followed by another.</summary>
    public void Failed(Failure failure)
    {
        LastFailure = failure;
        AttemptFailed?.Invoke(failure);
    }
}

/// <summary>An answer as it travelled, decompressed.</summary>
internal sealed record CapturedBody(int Status, string ContentType, string? Location, byte[] Body, ServerCertificate? Certificate = null);

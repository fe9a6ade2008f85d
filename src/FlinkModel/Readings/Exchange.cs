namespace FlinkReady.FlinkModel.Readings;

/// <summary>One request of a poll, for the answer to "why unknown?". No body.</summary>
/// <param name="Path">As sent, without the target's prefix.</param>
/// <param name="Endpoint">The path's template, such as <c>/jobs/:jobid</c>.</param>
/// <param name="Status">HTTP status, 0 where there was no HTTP answer.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Elapsed">Retries included.</param>
/// <param name="Bytes">Length of the body that was read.</param>
/// <param name="Failure">Null where it was answered.</param>
public sealed record Exchange(string Path, string Endpoint, int Status, DateTimeOffset StartedAt, TimeSpan Elapsed, long Bytes, Failure? Failure);

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>The little that is read of a stack trace.</summary>
/// <param name="WrappedName">The class behind a future's wrapper; null where the trace begins with another exception.</param>
/// <param name="RootCause">The first line of the last <c>Caused by</c>, at most 200 characters, secrets masked; null where the trace is empty.</param>
/// <param name="Refusal">Why Flink did not restore what the job was to start from; null where the trace tells of no such thing.</param>
public sealed record FailureTrace(string? WrappedName, string? RootCause, RestoreRefusal? Refusal);

namespace FlinkReady.FlinkModel.Readings;

/// <summary>A request that brought no answer to judge.</summary>
/// <param name="Reason">One of the closed set.</param>
/// <param name="Status">HTTP status, or 0 where there was no HTTP answer.</param>
/// <param name="Message">One line for people: what happened and, where it is known, what to do. Holds no credentials.</param>
public sealed record Failure(FailureReason Reason, int Status, string Message);

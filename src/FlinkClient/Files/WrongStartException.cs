namespace FlinkReady.FlinkClient.Files;

/// <summary>A file begins otherwise than what it should be, and was not read to its end.</summary>
/// <param name="message">What it is not; goes behind "it".</param>
public sealed class WrongStartException(string message) : IOException(message);

namespace FlinkReady.Monitor.Changes;

/// <summary>What was told of the operators of a run: a witness may show later what the first look could not. Immutable.</summary>
/// <param name="Start">When the run started; null where that is not known.</param>
/// <param name="Keys">What became of which operator.</param>
internal sealed record ToldOperators(DateTimeOffset? Start, IReadOnlyList<string> Keys);

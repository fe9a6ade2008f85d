namespace FlinkReady.Witnesses.Stores;

/// <summary>What a store answers to a request for a range of a file.</summary>
/// <param name="Body">The bytes, from <paramref name="From"/> on; whoever has it disposes <paramref name="Response"/>.</param>
/// <param name="Response">What holds the connection.</param>
/// <param name="From">Where the bytes begin: 0 from a store that gives whole files only.</param>
/// <param name="To">Where they end, exclusive; null where the store doesn't tell.</param>
/// <param name="Total">Bytes of the whole file; null where the store doesn't tell.</param>
/// <param name="Version">The file's entity tag, if it has one.</param>
internal sealed record RangeAnswer(Stream Body, IDisposable Response, long From, long? To, long? Total, string? Version);

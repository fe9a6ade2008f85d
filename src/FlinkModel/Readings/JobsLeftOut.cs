namespace FlinkReady.FlinkModel.Readings;

/// <summary>Jobs that are listed and were not read, or not whole: the target has more than one target may make the program keep.</summary>
/// <param name="Count">How many.</param>
/// <param name="Why">The limit that was met, and the way out: a sentence for people.</param>
public sealed record JobsLeftOut(int Count, string Why);

namespace FlinkReady.Monitor.Layout;

/// <summary>A line between two boxes after parallel edges were merged and circles opened.</summary>
/// <param name="From">The left box.</param>
/// <param name="To">The right box.</param>
/// <param name="Count">How many edges it stands for.</param>
/// <param name="IsReversed">True where the edges run from <paramref name="To"/> to <paramref name="From"/>.</param>
internal readonly record struct Line(int From, int To, int Count, bool IsReversed);

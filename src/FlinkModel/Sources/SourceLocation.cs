namespace FlinkReady.FlinkModel.Sources;

/// <summary>A place in a file of the user's.</summary>
/// <param name="File">The file as the user named it; <c>-</c> for standard input.</param>
/// <param name="Line">From 1 on.</param>
/// <param name="Column">From 1 on.</param>
public sealed record SourceLocation(string File, int Line, int Column);

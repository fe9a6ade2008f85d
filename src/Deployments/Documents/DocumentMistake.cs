using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Documents;

/// <summary>Something in a file that can't be read, or is not what it has to be.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is wrong and what would be right, without the place.</param>
public sealed record DocumentMistake(SourceLocation Location, string Message);

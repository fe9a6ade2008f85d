using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Deployments;

/// <summary>A value of a resource, as text.</summary>
/// <param name="Text">As it stands there: a number or a boolean as it is written.</param>
/// <param name="Location">Of the key, where the resource was read from a file; null where it came from an API server.</param>
public sealed record DeclaredValue(string Text, SourceLocation? Location = null);

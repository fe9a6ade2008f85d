using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Documents;

/// <summary>One document: its root, or what is wrong with it.</summary>
/// <param name="Root">Null where it could not be read, or is no map.</param>
/// <param name="Mistake">Null where it was read.</param>
/// <param name="Template">Where it holds a template that nobody rendered; null where it holds none.</param>
internal sealed record YamlDocument(ObjectNode? Root, DocumentMistake? Mistake, SourceLocation? Template);

using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>What was read of a <c>_metadata</c>, and what that took.</summary>
/// <param name="Metadata">What is kept of it.</param>
/// <param name="BytesRead">Bytes that were read of the file; what was jumped over is not among them.</param>
/// <param name="End">Bytes from the file's beginning to the end of its last operator.</param>
public sealed record MetadataRead(CheckpointMetadata Metadata, long BytesRead, long End);

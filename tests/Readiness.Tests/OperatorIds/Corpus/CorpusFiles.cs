using System.IO.Compression;

namespace FlinkReady.Readiness.Tests.OperatorIds.Corpus;

/// <summary>The files of the job graph corpus.</summary>
internal static class CorpusFiles
{
    /// <summary>Every file, by version and profile; empty where there is no corpus.</summary>
    public static IReadOnlyList<string> All { get; } =
        SharedMaterial.PathOf("jobgraph-corpus") is { } root
            ? [.. Directory.EnumerateFiles(root, "*.jsonl.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The records of one file, read line by line.</summary>
    public static IEnumerable<CorpusRecord> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return CorpusRecord.Parse(line);
        }
    }
}

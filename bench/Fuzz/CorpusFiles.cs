namespace FlinkReady.Fuzz;

/// <summary>The corpus kept in the repository: small samples, and every input that once found a defect.</summary>
internal static class CorpusFiles
{
    public static IReadOnlyList<byte[]> Of(string folder) =>
    [
        .. typeof(CorpusFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static byte[] Read(string name)
    {
        using var stream = typeof(CorpusFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

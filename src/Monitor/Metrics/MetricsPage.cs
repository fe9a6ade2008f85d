using System.Text;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The snapshot part of the page as of one publication: family by family, HELP and TYPE once, each target's samples as they were
/// rendered. Immutable; scrapes copy its bytes.
/// </summary>
internal sealed class MetricsPage
{
    private static readonly byte[][] Headers = [.. MetricCatalogue.All.Select(Header)];

    private readonly IReadOnlyList<FamilyBlocks> _parts;
    private readonly Lazy<GzipPrefix> _compressed;

    /// <summary>A page of these parts, in their order.</summary>
    public MetricsPage(IReadOnlyList<FamilyBlocks> parts)
    {
        _parts = parts;
        _compressed = new Lazy<GzipPrefix>(() => GzipPrefix.Of(Blocks()));
        for (var family = 0; family < Headers.Length; family++)
        {
            var samples = 0;
            foreach (var part in parts)
            {
                samples += part[family].Length;
            }

            Length += samples == 0 ? 0 : samples + Headers[family].Length;
        }
    }

    /// <summary>Bytes, not compressed.</summary>
    public long Length { get; }

    /// <summary>The page compressed, once whoever asks: a gzip member that is still open.</summary>
    public GzipPrefix Compressed => _compressed.Value;

    /// <summary>The text in pieces, none of them copied.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        for (var family = 0; family < Headers.Length; family++)
        {
            var isOpen = false;
            foreach (var part in _parts)
            {
                var block = part[family];
                if (block.IsEmpty)
                {
                    continue;
                }

                if (!isOpen)
                {
                    isOpen = true;
                    yield return Headers[family];
                }

                yield return block;
            }
        }
    }

    private static byte[] Header(MetricFamily family)
    {
        var help = family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"# HELP {family.Name} {help}\n# TYPE {family.Name} {(family.Type == MetricType.Counter ? "counter" : "gauge")}\n");
    }
}

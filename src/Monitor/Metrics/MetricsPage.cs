using System.Buffers;
using System.Text;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The snapshot part of the page as of one publication: family by family, HELP and TYPE once, each target's samples as they were
/// rendered. Immutable; scrapes copy its bytes.
/// </summary>
internal sealed class MetricsPage
{
    private static readonly ReadOnlyMemory<byte>[][] Headers = [.. MetricCatalogue.All.Select(family => new[] { Header(family) })];

    private readonly IReadOnlyList<TargetSamples> _parts;
    private readonly Lazy<GzipMember> _compressed;
    private readonly Lazy<IReadOnlyList<ReadOnlyMemory<byte>>> _text;

    /// <summary>A page of these parts, in their order.</summary>
    public MetricsPage(IReadOnlyList<TargetSamples> parts)
    {
        _parts = parts;
        _text = new Lazy<IReadOnlyList<ReadOnlyMemory<byte>>>(() => Join(Blocks()));
        _compressed = new Lazy<GzipMember>(() => new GzipMember(Texts()));
        for (var family = 0; family < Headers.Length; family++)
        {
            var samples = parts.Sum(part => part.Length(family));
            Length += samples == 0 ? 0 : samples + Headers[family][0].Length;
        }
    }

    /// <summary>The first part, null where there is none.</summary>
    public TargetSamples? First => _parts.Count > 0 ? _parts[0] : null;

    /// <summary>Bytes, not compressed.</summary>
    public long Length { get; }

    /// <summary>The page compressed, put together once whoever asks: a gzip member that is still open.</summary>
    public GzipMember Compressed => _compressed.Value;

    /// <summary>The text in few large pieces, put together once whoever asks: a page has tens of thousands of small ones, and most scrapes ask for it compressed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Text => _text.Value;

    /// <summary>The text in pieces, none of them copied.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        for (var family = 0; family < Headers.Length; family++)
        {
            var isOpen = false;
            foreach (var part in _parts)
            {
                foreach (var block in part.Blocks(family))
                {
                    if (!isOpen)
                    {
                        isOpen = true;
                        yield return Headers[family][0];
                    }

                    yield return block;
                }
            }
        }
    }

    private IEnumerable<(IEnumerable<ReadOnlyMemory<byte>> Text, DeflatedText? Deflated)> Texts()
    {
        for (var family = 0; family < Headers.Length; family++)
        {
            if (_parts.Any(part => part.Length(family) > 0))
            {
                yield return (Headers[family], null);
                foreach (var part in _parts)
                {
                    yield return (part.Blocks(family), part.Deflated(family));
                }
            }
        }
    }

    // Small enough to stay out of the large object heap.
    private static List<ReadOnlyMemory<byte>> Join(IEnumerable<ReadOnlyMemory<byte>> blocks)
    {
        const int size = 64 * 1024;
        var joined = new List<ReadOnlyMemory<byte>>();
        var writer = new ArrayBufferWriter<byte>(size);
        foreach (var block in blocks)
        {
            if (writer.WrittenCount > 0 && writer.WrittenCount + block.Length > size)
            {
                joined.Add(writer.WrittenSpan.ToArray());
                writer.ResetWrittenCount();
            }

            writer.Write(block.Span);
        }

        joined.Add(writer.WrittenSpan.ToArray());
        return joined;
    }

    private static ReadOnlyMemory<byte> Header(MetricFamily family)
    {
        var help = family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"# HELP {family.Name} {help}\n# TYPE {family.Name} {family.Type.ToText()}\n");
    }
}

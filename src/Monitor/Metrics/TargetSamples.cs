namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// A target's part of the page. Each family of it that is long is compressed when it changes, by the poll
/// that changed it, so that no scrape has to wait for that. Immutable.
/// </summary>
internal sealed class TargetSamples
{
    // Short texts are better compressed together with their neighbours, and fast enough.
    private const int Long = 2048;

    private readonly IReadOnlyList<FamilyBlocks> _blocks;
    private readonly long[] _lengths;
    private readonly DeflatedText?[] _deflated;

    /// <summary>A part of the page.</summary>
    /// <param name="blocks">Its samples, in the order of the page.</param>
    /// <param name="jobs">What of it the next poll may take over.</param>
    /// <param name="earlier">The part that this one takes the place of, null where there was none.</param>
    public TargetSamples(IReadOnlyList<FamilyBlocks> blocks, IReadOnlyList<RenderedJobs> jobs, TargetSamples? earlier)
    {
        _blocks = blocks;
        Jobs = jobs;
        _lengths = new long[MetricCatalogue.All.Count];
        _deflated = new DeflatedText?[MetricCatalogue.All.Count];
        for (var family = 0; family < _deflated.Length; family++)
        {
            _lengths[family] = blocks.Sum(block => (long)block[family].Length);
            if (_lengths[family] >= Long)
            {
                _deflated[family] = earlier is not null && HasSame(family, earlier) ? earlier._deflated[family] : DeflatedText.Of(Blocks(family));
            }
        }
    }

    /// <summary>No sample.</summary>
    public static TargetSamples Empty { get; } = new([], [], null);

    /// <summary>The samples of jobs, ordered by name; empty where they can't be taken over.</summary>
    public IReadOnlyList<RenderedJobs> Jobs { get; }

    /// <summary>The samples of a family in pieces, none of them empty.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks(int family)
    {
        foreach (var block in _blocks)
        {
            if (!block[family].IsEmpty)
            {
                yield return block[family];
            }
        }
    }

    /// <summary>Length of the samples of a family in bytes.</summary>
    public long Length(int family) => _lengths[family];

    /// <summary>The samples of a family, compressed; null where they are short.</summary>
    public DeflatedText? Deflated(int family) => _deflated[family];

    private bool HasSame(int family, TargetSamples other)
    {
        if (_lengths[family] != other._lengths[family] || _blocks.Count != other._blocks.Count)
        {
            return false;
        }

        for (var i = 0; i < _blocks.Count; i++)
        {
            if (!ReferenceEquals(_blocks[i], other._blocks[i]) && !_blocks[i][family].Span.SequenceEqual(other._blocks[i][family].Span))
            {
                return false;
            }
        }

        return true;
    }
}

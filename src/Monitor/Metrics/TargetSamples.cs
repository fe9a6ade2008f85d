namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// A target's part of the page: its own samples, then those of its jobs by name. Each family of it that is long is compressed when it changes, by the poll
/// that changed it, so that no scrape has to wait for that. Immutable.
/// </summary>
internal sealed class TargetSamples
{
    // Short texts are better compressed together with their neighbours, and fast enough.
    private const int Long = 2048;

    private readonly FamilyBlocks _own;
    private readonly long[] _lengths;
    private readonly DeflatedText?[] _deflated;

    /// <summary>A part of the page.</summary>
    /// <param name="own">The samples that belong to no job.</param>
    /// <param name="jobs">The samples of jobs, ordered by name.</param>
    /// <param name="earlier">The part that this one takes the place of, null where there was none.</param>
    public TargetSamples(FamilyBlocks own, IReadOnlyList<RenderedJobs> jobs, TargetSamples? earlier)
    {
        _own = own;
        Jobs = jobs;
        _lengths = new long[MetricCatalogue.All.Count];
        _deflated = new DeflatedText?[MetricCatalogue.All.Count];
        for (var family = 0; family < _deflated.Length; family++)
        {
            _lengths[family] = own[family].Length + jobs.Sum(job => (long)job.Blocks[family].Length);
            if (_lengths[family] >= Long)
            {
                _deflated[family] = earlier is not null && HasSame(family, earlier) ? earlier._deflated[family] : DeflatedText.Of(Blocks(family));
            }
        }
    }

    /// <summary>No sample.</summary>
    public static TargetSamples Empty { get; } = new(FamilyBlocks.Empty, [], null);

    /// <summary>The samples of jobs, ordered by name.</summary>
    public IReadOnlyList<RenderedJobs> Jobs { get; }

    /// <summary>The samples of a family in pieces, none of them empty.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks(int family)
    {
        if (!_own[family].IsEmpty)
        {
            yield return _own[family];
        }

        foreach (var jobs in Jobs)
        {
            if (!jobs.Blocks[family].IsEmpty)
            {
                yield return jobs.Blocks[family];
            }
        }
    }

    /// <summary>Length of the samples of a family in bytes.</summary>
    public long Length(int family) => _lengths[family];

    /// <summary>The samples of a family, compressed; null where they are short.</summary>
    public DeflatedText? Deflated(int family) => _deflated[family];

    private bool HasSame(int family, TargetSamples other)
    {
        if (_lengths[family] != other._lengths[family] || Jobs.Count != other.Jobs.Count || !_own[family].Span.SequenceEqual(other._own[family].Span))
        {
            return false;
        }

        for (var i = 0; i < Jobs.Count; i++)
        {
            var (blocks, before) = (Jobs[i].Blocks, other.Jobs[i].Blocks);
            if (!ReferenceEquals(blocks, before) && !blocks[family].Span.SequenceEqual(before[family].Span))
            {
                return false;
            }
        }

        return true;
    }
}

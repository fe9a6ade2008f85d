using System.Collections.Concurrent;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Waivers;

/// <summary>The waivers of one rule, and what is known already of the jobs and vertices they cover. Safe to ask from several threads.</summary>
internal sealed class WaiverPage
{
    // Names come and go with jobs; beyond this many it is time to forget those that went.
    private const int MaxKept = 20_000;

    private readonly Dictionary<string, WaiverScope[]> _spelledOut;
    private readonly WaiverScope[] _patterns;
    private readonly ConcurrentDictionary<string, Coverage> _byJob = new(StringComparer.Ordinal);
    private readonly Coverage _withoutJob;
    private int _kept;

    /// <summary>A page with <paramref name="scopes"/>, which stand in the order of the configuration.</summary>
    public WaiverPage(IReadOnlyList<WaiverScope> scopes)
    {
        _spelledOut = scopes.Where(scope => scope.OnlyJob is not null).GroupBy(scope => scope.OnlyJob!, StringComparer.Ordinal).ToDictionary(job => job.Key, job => job.ToArray(), StringComparer.Ordinal);
        All = [.. scopes];
        _patterns = [.. scopes.Where(scope => scope.OnlyJob is null)];
        _withoutJob = new Coverage([.. _patterns.Where(scope => scope.CoversJob(null))]);
    }

    /// <summary>The waivers of the rule.</summary>
    public WaiverScope[] All { get; }

    /// <summary>The waivers that cover a finding, in the order of the configuration: the first one that holds gives the reason that is shown.</summary>
    /// <param name="job">The job's name, null for what has no job.</param>
    /// <param name="resource">What the finding is about.</param>
    public WaiverScope[] Covering(string? job, Resource resource) => CoverageOf(job).Of(resource, ref _kept);

    /// <summary>The waivers that cover something of a job, whatever its vertices are.</summary>
    public WaiverScope[] Covering(string? job) => CoverageOf(job).Scopes;

    private Coverage CoverageOf(string? job)
    {
        if (job is null)
        {
            return _withoutJob;
        }

        if (Volatile.Read(ref _kept) > MaxKept)
        {
            _byJob.Clear();
            Volatile.Write(ref _kept, 0);
        }

        if (!_byJob.TryGetValue(job, out var coverage))
        {
            coverage = _byJob.GetOrAdd(job, new Coverage(ScopesOf(job)));
            Interlocked.Increment(ref _kept);
        }

        return coverage;
    }

    private WaiverScope[] ScopesOf(string job)
    {
        var matching = Array.FindAll(_patterns, scope => scope.CoversJob(job));
        return !_spelledOut.TryGetValue(job, out var exact) ? matching
            : matching.Length == 0 ? exact
            : [.. exact.Concat(matching).OrderBy(scope => scope.Index)];
    }

    // The waivers of one job; those of its vertices are told apart only where a waiver names vertices.
    private sealed class Coverage(WaiverScope[] scopes)
    {
        private readonly ConcurrentDictionary<string, (string? Name, WaiverScope[] Covering)>? _byVertex =
            Array.Exists(scopes, scope => scope.NamesVertices) ? new(StringComparer.Ordinal) : null;

        public WaiverScope[] Scopes => scopes;

        public WaiverScope[] Of(Resource resource, ref int kept)
        {
            if (_byVertex is null)
            {
                return scopes;
            }

            // By the id, which is short; the name of a vertex is as long as its chain, and seldom changes under one id.
            var key = resource.VertexId ?? resource.VertexName ?? string.Empty;
            if (_byVertex.TryGetValue(key, out var known) && string.Equals(known.Name, resource.VertexName, StringComparison.Ordinal))
            {
                return known.Covering;
            }

            var covering = Array.FindAll(scopes, scope => scope.CoversResource(resource));
            _byVertex[key] = (resource.VertexName, covering);
            Interlocked.Increment(ref kept);
            return covering;
        }
    }
}

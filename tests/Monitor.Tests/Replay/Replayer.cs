using System.IO.Compression;
using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Replay;

/// <summary>What <c>watch</c> would have exported, poll by poll, of a recorded series.</summary>
internal sealed class Replayer : IDisposable
{
    private readonly FakeTimeProvider _time = new(Made.Noon);
    private readonly RecordingSeries _series;
    private readonly RecordingSource _source;
    private readonly TargetPoll _poll;
    private readonly Assessor _assessor = new(ReadinessPolicy.Default);
    private readonly SeriesLimits _limits;
    private TargetView _view;
    private TargetSamples? _samples;

    public Replayer(string path, int maxSeries = 5000)
    {
        _limits = new SeriesLimits(maxSeries, 5000);
        _series = Recording.Open(path);
        _source = new RecordingSource(path, () => Recording.Open(path), ReadOptions.Everything, _time);
        _poll = new TargetPoll(_time, NullLogger.Instance);
        _view = new TargetView { Target = new TargetDefinition { Name = "replay", Recording = path }, Access = _source.Access };
    }

    /// <summary>The names of the snapshots.</summary>
    public IReadOnlyList<string> Snapshots => [.. _series.Snapshots.Select(snapshot => snapshot.Name)];

    /// <summary>The target after the last poll.</summary>
    public TargetView View => _view;

    /// <summary>Polls the next snapshot; the page after it.</summary>
    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _view = await _poll.RunAsync(_view, _source, _assessor, cancellationToken);
        _samples = TargetSeries.Render(_view, _limits, _samples);
        return Exposition.TextOf(new MetricsPage([_samples]));
    }

    /// <summary>The page of the last poll as it reads compressed.</summary>
    public string Decompressed()
    {
        var page = new MetricsPage([_samples!]);
        byte[] member = [.. page.Compressed.Pieces.SelectMany(piece => piece.ToArray()), .. page.Compressed.Close([])];
        using var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The page of the last poll, with nothing taken over from the polls before.</summary>
    public string Afresh() => Exposition.TextOf(new MetricsPage([TargetSeries.Render(_view, _limits, null)]));

    public void Dispose()
    {
        _source.Dispose();
        _series.Dispose();
    }
}

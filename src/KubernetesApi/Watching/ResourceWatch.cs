using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Reading;
using FlinkReady.KubernetesApi.Transport;

namespace FlinkReady.KubernetesApi.Watching;

/// <summary>Keeps a set of resources in step with the API server: a list, and then what changes, for as long as it runs.</summary>
/// <param name="client">Reads from the server.</param>
/// <param name="path">Which resources.</param>
/// <param name="read">Makes something of a resource's JSON, which is gone afterwards; null where it can't. Does not throw.</param>
/// <param name="sink">Is told of what is seen.</param>
/// <param name="random">Random numbers from 0 to 1.</param>
/// <param name="time">The clock; only its monotonic side is used.</param>
public sealed class ResourceWatch<T>(ApiClient client, ResourcePath path, Func<ReadOnlyMemory<byte>, T?> read, IResourceSink<T> sink, Func<double> random, TimeProvider time)
    where T : class
{
    private readonly Backoff _backoff = new(random);
    private readonly Forbidden _listRefused = new(time);
    private readonly Forbidden _watchRefused = new(time);
    private WatchCondition? _condition;
    private string? _version;
    private int _failuresSinceList;
    private long _listedAt;
    private long _lastLine;
    private bool _wasGone;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var pause = _version is { } version ? await WatchAsync(version, cancellationToken) : await ListAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private async Task<TimeSpan> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await client.ListAsync(path, read, cancellationToken);
            _version = list.Version;
            _failuresSinceList = 0;
            _listedAt = _lastLine = time.GetTimestamp();
            _listRefused.Allowed();
            sink.Listed(list);
            Up();
            return TimeSpan.Zero;
        }
        catch (ApiException exception)
        {
            return Failed(exception.Failure, _listRefused);
        }
    }

    private async Task<TimeSpan> WatchAsync(string version, CancellationToken cancellationToken)
    {
        var openedAt = time.GetTimestamp();
        var lines = 0;
        using var silence = new CancellationTokenSource(UntilList(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await using var stream = await client.WatchAsync(path, version, WatchLimits.Seconds(random), either.Token);
            _watchRefused.Allowed();
            Up();
            while (await stream.NextAsync(either.Token) is { } line)
            {
                Take(line);
                lines++;
                _lastLine = time.GetTimestamp();
                _wasGone = false;
                silence.CancelAfter(UntilList());
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came for too long, or the last list is too old.
            _version = null;
            return TimeSpan.Zero;
        }
        catch (ApiException exception)
        {
            Endured(lines, openedAt);
            return Failed(exception.Failure, _watchRefused);
        }

        return Ended(lines, openedAt);
    }

    // Without a single line something is wrong with the version: the kind was changed, or the server was set back.
    private TimeSpan Ended(int lines, long openedAt)
    {
        _version = lines == 0 ? null : _version;
        return Endured(lines, openedAt) ? WatchLimits.LeastLife - Min(time.GetElapsedTime(openedAt), WatchLimits.LeastLife) : _backoff.Next();
    }

    // A watch that lasted, or told something, is proof that the server does well.
    private bool Endured(int lines, long openedAt)
    {
        var endured = lines > 0 || time.GetElapsedTime(openedAt) >= WatchLimits.Endurance;
        if (endured)
        {
            _backoff.Reset();
        }

        return endured;
    }

    private void Take(WatchLine line)
    {
        if (line.Kind == WatchLineKind.Error)
        {
            var status = ApiStatus.Read(line.Object.Span);
            throw new ApiException(TransportFailures.Of(status is { Code: > 0 } ? status.Code : 500, status));
        }

        var metadata = WatchLimits.MetadataOf(line);
        _version = metadata.Version is { Length: > 0 } version ? version : _version;
        if (line.Kind == WatchLineKind.Bookmark || ResourceKey.Of(metadata) is not { } key)
        {
            return;
        }

        if (line.Kind == WatchLineKind.Deleted)
        {
            sink.Deleted(key);
        }
        else
        {
            sink.Changed(key, line.Kind == WatchLineKind.Added ? "ADDED" : "MODIFIED", read(line.Object));
        }
    }

    private TimeSpan Failed(ApiFailure failure, Forbidden refused)
    {
        sink.Failed(failure);
        switch (failure.Reason)
        {
            case ApiFailureReason.Gone:
                // A server that was restarted says so to all that watch it, at once.
                var pause = WatchLimits.LongestAfterGone * random();
                pause = _wasGone ? pause + _backoff.Next() : pause;
                (_version, _wasGone) = (null, true);
                return pause;
            case ApiFailureReason.NotFound:
                _version = null;
                Become(new WatchCondition(WatchConditionKind.UnknownKind, failure.Message));
                return WatchLimits.BetweenLooksForKind;
            case ApiFailureReason.Forbidden:
                refused.Refused();
                break;
        }

        if (refused.IsLasting && failure.Reason == ApiFailureReason.Forbidden)
        {
            _version = null;
            Become(new WatchCondition(WatchConditionKind.Forbidden, failure.Message));
            return WatchLimits.BetweenLooksForRights;
        }

        _failuresSinceList++;
        _version = _failuresSinceList >= WatchLimits.FailuresBeforeList ? null : _version;
        Become(new WatchCondition(WatchConditionKind.Failing, failure.Message));
        return _backoff.Next(failure.RetryAfter);
    }

    private void Up()
    {
        if (!_watchRefused.IsLasting)
        {
            Become(WatchCondition.Up);
        }
    }

    private void Become(WatchCondition condition)
    {
        if (_condition != condition)
        {
            _condition = condition;
            sink.Became(condition);
        }
    }

    private TimeSpan UntilList()
    {
        var left = Min(WatchLimits.LongestSilence - time.GetElapsedTime(_lastLine), WatchLimits.LongestWithoutList - time.GetElapsedTime(_listedAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

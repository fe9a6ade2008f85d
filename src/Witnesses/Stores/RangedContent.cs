using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>
/// A file that is had by requests for ranges. Ranges grow while they are read one behind the other, so a file without anything to jump over costs a
/// dozen requests; a jump beyond what was asked for begins small again.
/// </summary>
/// <param name="ask">Asks for the bytes from one place to another, exclusive, of the version that was seen first.</param>
internal sealed class RangedContent(Func<long, long, string?, CancellationToken, Task<RangeAnswer>> ask) : IContent
{
    private const int ShortestRange = ForwardWindow.Size;
    private const int LongestRange = 8 * 1024 * 1024;

    private RangeAnswer? _answer;
    private string? _version;
    private long _position;
    private int _range = ShortestRange;

    /// <inheritdoc/>
    public long? Length { get; private set; }

    /// <summary>Asks for the beginning: after it the length is known.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await AskAsync(0, cancellationToken);
        Length = _answer!.Total;
        _version = _answer.Version;
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_answer is null || offset >= _answer.To)
        {
            _range = offset - _answer?.To <= ShortestRange ? Math.Min(2 * _range, LongestRange) : ShortestRange;
            await AskAsync(offset, cancellationToken);
        }
        else if (_answer.From > 0 && offset - _position > ShortestRange)
        {
            _range = ShortestRange;
            await AskAsync(offset, cancellationToken);
        }

        try
        {
            return await ReadOnAsync(offset, buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new UnreadException(UnreadReason.Failed, "the connection to the store broke", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _answer?.Response.Dispose();
        _answer = null;
        return ValueTask.CompletedTask;
    }

    private async Task AskAsync(long offset, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        var end = offset + _range;
        _answer = await ask(offset, Length is { } length ? Math.Min(end, length) : end, _version, cancellationToken);
        _position = _answer.From;
        if (_position > offset || (_version is not null && _answer.Version != _version) || (Length is not null && _answer.Total is { } total && total != Length))
        {
            throw new UnreadException(UnreadReason.Failed, "the store answered with other bytes than it was asked for");
        }
    }

    private async ValueTask<int> ReadOnAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var skip = offset - _position;
            var read = await _answer!.Body.ReadAsync(skip > 0 ? buffer[..(int)Math.Min(buffer.Length, skip)] : buffer, cancellationToken);
            _position += read;
            if (skip == 0 || read == 0)
            {
                return read > 0 || _answer.To is null || _position >= _answer.To ? read : throw new IOException("The body is shorter than announced.");
            }
        }
    }
}

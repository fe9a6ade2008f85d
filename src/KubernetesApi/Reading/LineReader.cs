using FlinkReady.KubernetesApi.Failures;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>Cuts a watch's stream into lines. A line is as long as the resource in it: 200 KB are seen.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private int _searched;

    /// <summary>The next line without its end, valid until the next call; null at the end of the stream.</summary>
    /// <exception cref="ApiException">The stream ends in the middle of a line, or a line has no end.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = _buffer.AsMemory(_start, _searched + found - _start);
                _start = _searched = _searched + found + 1;
                return line;
            }

            _searched = _end;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                return _end == _start ? null : throw new ApiException(new ApiFailure(ApiFailureReason.Connection, 0, "the watch ended in the middle of a line"));
            }

            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _searched, _start) = (_end - _start, _searched - _start, 0);
        }

        // A large line is rare: the buffer does not stay as large as that.
        if (_end == 0 && _buffer.Length > 16 * FirstSize)
        {
            _buffer = new byte[FirstSize];
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= Json.MaxResource)
            {
                throw new ApiException(new ApiFailure(ApiFailureReason.TooLarge, 0, $"a line of the watch is longer than {Json.MaxResource / 1024 / 1024} MiB"));
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}

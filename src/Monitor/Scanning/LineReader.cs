using System.Buffers;
using System.IO.Pipelines;

namespace FlinkReady.Monitor.Scanning;

/// <summary>A line of the input.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without its end, until the next is read; empty where it is too long.</param>
/// <param name="IsTooLong">True where it was passed over.</param>
internal readonly record struct InputLine(int Number, ReadOnlySequence<byte> Text, bool IsTooLong);

/// <summary>Reads lines. Each byte is looked at once, and one that is too long is passed over without being kept.</summary>
/// <param name="input">Where from.</param>
/// <param name="maxLength">The longest line, in bytes.</param>
internal sealed class LineReader(Stream input, int maxLength)
{
    private readonly PipeReader _reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
    private ReadOnlySequence<byte> _buffer;
    private long _examined;
    private int _number;
    private bool _isOpen;
    private bool _isAtEnd;
    private bool _isTooLong;

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<InputLine?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_isOpen && _buffer.Slice(_examined).PositionOf((byte)'\n') is { } end)
            {
                return Take(_buffer.Slice(0, end), _buffer.GetPosition(1, end));
            }

            if (_isAtEnd)
            {
                return _buffer.IsEmpty && !_isTooLong ? null : Take(_buffer, _buffer.End);
            }

            if (_isOpen)
            {
                _isTooLong |= _buffer.Length > maxLength;
                _examined = _isTooLong ? 0 : _buffer.Length;
                _reader.AdvanceTo(_isTooLong ? _buffer.End : _buffer.Start, _buffer.End);
            }

            var result = await _reader.ReadAsync(cancellationToken);
            _buffer = result.Buffer;
            _isOpen = true;
            _isAtEnd = result.IsCompleted && _buffer.Slice(_examined).PositionOf((byte)'\n') is null;
        }
    }

    private InputLine Take(ReadOnlySequence<byte> text, SequencePosition next)
    {
        var line = new InputLine(++_number, _isTooLong ? default : text, _isTooLong || text.Length > maxLength);
        _isTooLong = false;
        _examined = 0;
        _buffer = _buffer.Slice(next);
        return line;
    }
}

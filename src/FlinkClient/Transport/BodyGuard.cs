using System.Buffers;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// Looks at the JSON of a body before it is parsed, part by part: long texts are cut (see <see cref="LongText"/>), and a body of more objects and values than any
/// answer of Flink has is refused before as many things are made of it in memory.
/// </summary>
/// <param name="endpoint">What answered: of the lists of jobs, whose entries are counted while they are parsed and not kept beyond a number, none is too many.</param>
internal sealed class BodyGuard(Endpoint endpoint)
{
    // A job of 20,000 vertices has about 45 values and 7 objects or lists for each.
    private const int MostValues = 1_200_000;
    private const int MostObjects = 250_000;

    // Beyond the limit of a text an escaped pair of surrogates is still kept together; what goes on behind that is no pair.
    private const int LongestPair = 12;

    private static readonly SearchValues<byte> EndOfPlain = SearchValues.Create("\"\\"u8);

    private readonly int _mostBytes = endpoint.LongestText;
    private readonly bool _isCounted = endpoint.IsListOfJobs;
    private bool _isInText;
    private bool _isInEscape;
    private bool _isDropping;
    private bool _isAfterHighSurrogate;

    // The digits of an escape that are still to come, and what they make.
    private int _digits;
    private int _letter;
    private long _textLength;
    private int _bareLength;
    private int _values;
    private int _objects;

    /// <summary>Cuts the texts of a part in place.</summary>
    /// <returns>How long the part is then; 0 where all of it was cut away.</returns>
    /// <exception cref="BodyTooLargeException">There is more in it than in any answer of Flink.</exception>
    public int Pass(Span<byte> part)
    {
        var (from, to) = (0, 0);
        while (from < part.Length)
        {
            if (!_isInText)
            {
                Count(part[from]);
                part[to++] = part[from++];
            }
            else if (_isInEscape)
            {
                Keep(part, ref from, ref to, 1);
                PassEscaped(part[from - 1]);
            }
            else
            {
                PassPlain(part, ref from, ref to);
            }
        }

        return to;
    }

    // What stands up to the next quote or backslash, and that.
    private void PassPlain(Span<byte> part, ref int from, ref int to)
    {
        var end = part[from..].IndexOfAny(EndOfPlain);
        var length = end < 0 ? part.Length - from : end;
        if (length > 0)
        {
            var kept = KeptOf(part.Slice(from, length));
            Keep(part, ref from, ref to, kept);
            if (kept < length)
            {
                Drop(part, ref to);
                from += length - kept;
            }

            _textLength += length;
            _isAfterHighSurrogate = false;
        }

        if (end < 0)
        {
            return;
        }

        if (part[from] == '"')
        {
            part[to++] = part[from++];
            (_isInText, _isDropping) = (false, false);
            return;
        }

        if (_textLength >= _mostBytes && (!_isAfterHighSurrogate || _textLength > _mostBytes + LongestPair))
        {
            Drop(part, ref to);
        }

        Keep(part, ref from, ref to, 1);
        (_isInEscape, _digits) = (true, -1);
    }

    private void PassEscaped(byte unit)
    {
        _textLength++;
        if (_digits < 0)
        {
            (_digits, _letter) = (unit == 'u' ? 4 : 0, 0);
        }
        else
        {
            (_digits, _letter) = (_digits - 1, (_letter << 4) + Hex(unit));
        }

        if (_digits == 0)
        {
            (_isInEscape, _isAfterHighSurrogate) = (false, char.IsHighSurrogate((char)_letter));
        }
    }

    // A letter of several bytes is kept whole.
    private int KeptOf(ReadOnlySpan<byte> plain)
    {
        if (_isDropping)
        {
            return 0;
        }

        var kept = (int)Math.Clamp(_mostBytes - _textLength, 0, plain.Length);
        while (kept < plain.Length && (plain[kept] & 0xC0) == 0x80)
        {
            kept++;
        }

        return kept;
    }

    private void Keep(Span<byte> part, ref int from, ref int to, int length)
    {
        if (!_isDropping)
        {
            if (from != to)
            {
                part.Slice(from, length).CopyTo(part[to..]);
            }

            to += length;
        }

        from += length;
    }

    // The mark takes the place of what is the first to go.
    private void Drop(Span<byte> part, ref int to)
    {
        if (!_isDropping)
        {
            part[to++] = (byte)LongText.Cut;
            _isDropping = true;
        }
    }

    private void Count(byte unit)
    {
        switch (unit)
        {
            case (byte)'"':
                (_isInText, _textLength, _bareLength, _isAfterHighSurrogate) = (true, 0, 0, false);
                return;
            case (byte)'{' or (byte)'[':
                _objects++;
                _bareLength = 0;
                break;
            case (byte)',':
                _values++;
                _bareLength = 0;
                break;
            case (byte)':' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                _bareLength = 0;
                return;
            default:
                _bareLength++;
                break;
        }

        if (_bareLength > LongText.MostBytes || (!_isCounted && (_objects > MostObjects || _values > MostValues)))
        {
            throw new BodyTooLargeException(200, "there are more objects and values in the body than in any answer of Flink");
        }
    }

    private static int Hex(byte unit) => (unit & 0x0F) + (unit > '9' ? 9 : 0);
}

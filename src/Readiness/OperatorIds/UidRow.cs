using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The texts with one beginning and a number behind it, hashed.</summary>
internal sealed class UidRow
{
    private readonly string _start;
    private readonly OperatorHash[] _hashes;

    /// <summary>Hashes the texts with the numbers 0 to <paramref name="largest"/>.</summary>
    public UidRow(string start, int largest)
    {
        _start = start;
        Largest = largest;
        _hashes = new OperatorHash[largest + 1];
        Lows = new ulong[largest + 1];
        var beginning = Encoding.UTF8.GetBytes(start);
        var text = new byte[beginning.Length + 10];
        beginning.CopyTo(text, 0);
        for (var i = 0; i <= largest; i++)
        {
            Utf8Formatter.TryFormat(i, text.AsSpan(beginning.Length), out var digits);
            _hashes[i] = Murmur3.OfBytes(text.AsSpan(0, beginning.Length + digits));
            Lows[i] = _hashes[i].Low;
        }
    }

    /// <summary>The largest number.</summary>
    public int Largest { get; }

    /// <summary>The lower half of each hash.</summary>
    public ulong[] Lows { get; }

    /// <summary>The hash of the text with this number.</summary>
    public OperatorHash HashOf(int number) => _hashes[number];

    /// <summary>The text with this number.</summary>
    public UidText this[int number] => new(string.Create(CultureInfo.InvariantCulture, $"{_start}{number}"), _hashes[number], UidSource.Guess);
}

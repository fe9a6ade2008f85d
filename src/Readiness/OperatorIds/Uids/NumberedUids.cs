using System.Buffers.Text;
using System.Globalization;
using System.Text;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>The texts with one beginning and a number behind it.</summary>
internal sealed class NumberedUids : UidRow
{
    private const int MostDigits = 10;

    private readonly string _start;

    /// <summary>Hashes the texts with the numbers 0 to <paramref name="largest"/>; those that <paramref name="before"/> has hashed are taken from there.</summary>
    public NumberedUids(string start, int largest, NumberedUids? before)
    {
        _start = start;
        var hashes = new OperatorHash[largest + 1];
        var beginning = Encoding.UTF8.GetBytes(start);
        var text = new byte[beginning.Length + MostDigits];
        beginning.CopyTo(text, 0);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i < before?.Count)
            {
                hashes[i] = before.HashOf(i);
                continue;
            }

            Utf8Formatter.TryFormat(i, text.AsSpan(beginning.Length), out var digits);
            hashes[i] = Murmur3.OfBytes(text.AsSpan(0, beginning.Length + digits));
        }

        Fill(hashes);
    }

    /// <inheritdoc/>
    protected override string TextOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{_start}{index}");
}

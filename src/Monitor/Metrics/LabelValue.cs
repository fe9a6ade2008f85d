using System.Buffers;
using System.Text;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Label values as Prometheus' text format wants them: UTF-8 with backslash, quote and line feed escaped.</summary>
internal static class LabelValue
{
    /// <summary>Longer names are cut: a job may be called whatever its author likes.</summary>
    private const int MaxLength = 1024;

    private static readonly SearchValues<char> Special = SearchValues.Create("\\\"\n");

    /// <summary>A name short enough for a label, secrets masked; jobs that differ only behind the cut or in a secret count as jobs of one name.</summary>
    public static string Bound(string name)
    {
        name = SecretText.Mask(name);
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var end = char.IsHighSurrogate(name[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return string.Concat(name.AsSpan(0, end), "…");
    }

    /// <summary>Writes the value escaped, without its quotes.</summary>
    public static void Write(IBufferWriter<byte> buffer, string value)
    {
        var rest = value.AsSpan();
        while (true)
        {
            var at = rest.IndexOfAny(Special);
            Utf8(buffer, at < 0 ? rest : rest[..at]);
            if (at < 0)
            {
                return;
            }

            buffer.Write(rest[at] switch
            {
                '\\' => "\\\\"u8,
                '"' => "\\\""u8,
                _ => "\\n"u8,
            });
            rest = rest[(at + 1)..];
        }
    }

    private static void Utf8(IBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        }
    }
}

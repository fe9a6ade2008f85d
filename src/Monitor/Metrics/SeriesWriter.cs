using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// Writes samples in Prometheus' text format, each family into a buffer of its own: families of several targets are put together
/// later, and the format wants all samples of a family in one place.
/// </summary>
/// <param name="ofTarget">Labels that series of routed families carry as well (<see cref="MetricFamily.IsRouted"/>).</param>
internal sealed class SeriesWriter(params KeyValuePair<string, string>[] ofTarget)
{
    private readonly ArrayBufferWriter<byte>?[] _buffers = new ArrayBufferWriter<byte>?[MetricCatalogue.All.Count];

    /// <summary>Writes one sample; a value that is not finite is left out.</summary>
    /// <param name="family">The metric.</param>
    /// <param name="value">The value.</param>
    /// <param name="labels">A value for each of the family's labels, in their order.</param>
    public void Write(MetricFamily family, double value, params ReadOnlySpan<string> labels) =>
        Write(family, value, labels, family.IsRouted ? ofTarget : []);

    /// <summary>Writes one sample with labels beyond the family's own.</summary>
    public void Write(MetricFamily family, double value, ReadOnlySpan<string> labels, ReadOnlySpan<KeyValuePair<string, string>> more)
    {
        if (labels.Length != family.Labels.Count)
        {
            throw new ArgumentException($"{family.Name} has {family.Labels.Count} labels, not {labels.Length}.", nameof(labels));
        }

        if (!double.IsFinite(value))
        {
            return;
        }

        var buffer = _buffers[family.Index] ??= new ArrayBufferWriter<byte>(256);
        Ascii(buffer, family.Name);
        if (labels.Length + more.Length > 0)
        {
            var before = "{"u8;
            for (var i = 0; i < labels.Length; i++)
            {
                Label(buffer, before, family.Labels[i], labels[i]);
                before = ","u8;
            }

            foreach (var (name, text) in more)
            {
                Label(buffer, before, name, text);
                before = ","u8;
            }

            buffer.Write("}"u8);
        }

        buffer.Write(" "u8);
        Number(buffer, value);
        buffer.Write("\n"u8);
    }

    /// <summary>What was written, immutable.</summary>
    public FamilyBlocks ToBlocks()
    {
        var ends = new List<(int Family, int End)>();
        var total = 0;
        for (var family = 0; family < _buffers.Length; family++)
        {
            if (_buffers[family] is { WrittenCount: > 0 and var length })
            {
                ends.Add((family, total += length));
            }
        }

        var bytes = GC.AllocateUninitializedArray<byte>(total);
        var start = 0;
        foreach (var (family, end) in ends)
        {
            _buffers[family]!.WrittenSpan.CopyTo(bytes.AsSpan(start));
            start = end;
        }

        return new FamilyBlocks(bytes, [.. ends]);
    }

    private static void Label(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> before, string name, string value)
    {
        buffer.Write(before);
        Ascii(buffer, name);
        buffer.Write("=\""u8);
        LabelValue.Write(buffer, value);
        buffer.Write("\""u8);
    }

    private static void Ascii(ArrayBufferWriter<byte> buffer, string text) =>
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(text.Length * 3)));

    private static void Number(ArrayBufferWriter<byte> buffer, double value)
    {
        var span = buffer.GetSpan(32);
        // The shortest text that reads back as the same number; whole numbers without an exponent.
        var whole = Math.Abs(value) < 1e15 && value == Math.Floor(value);
        var written = 0;
        _ = whole ? Utf8Formatter.TryFormat((long)value, span, out written) : Utf8Formatter.TryFormat(value, span, out written);
        buffer.Advance(written);
    }
}

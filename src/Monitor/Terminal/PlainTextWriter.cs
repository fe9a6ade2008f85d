using System.Text;

namespace FlinkReady.Monitor.Terminal;

/// <summary>Makes what is written harmless for a terminal, but for line breaks: logs quote names and messages of strangers.</summary>
internal sealed class PlainTextWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value is '\n' ? value : PlainText.Line(value.ToString())[0]);

    /// <inheritdoc/>
    public override void Write(string? value) =>
        inner.Write(string.Join('\n', (value ?? string.Empty).Split('\n').Select(line => PlainText.Line(line))));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}

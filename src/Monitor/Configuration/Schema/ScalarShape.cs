using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Reads one text.</summary>
/// <param name="typeName">The kind of value.</param>
/// <param name="format">What it looks like.</param>
/// <param name="parse">The value, or the reason why the text is none: the end of the sentence "<c>key</c> …".</param>
internal sealed class ScalarShape<T>(string typeName, ValueFormat format, Func<string, (T Value, string? Wrong)> parse) : Shape<T>, IScalarShape
{
    /// <summary>Reads a text that no schema can say more of.</summary>
    public ScalarShape(string typeName, Func<string, (T Value, string? Wrong)> parse)
        : this(typeName, new ValueFormat.AnyText(), parse)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => typeName;

    /// <inheritdoc/>
    public ValueFormat Format => format;

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out T value)
    {
        value = default!;
        if (node is not ScalarNode scalar)
        {
            context.Add(node, $"{name} takes one value ({typeName}), not {(node is ListNode ? "a list" : "a mapping")}");
            return false;
        }

        if (scalar.IsNull)
        {
            context.Add(node, $"{name} has no value ({typeName}): write one, or take the key out");
            return false;
        }

        (value, var wrong) = parse(scalar.Text);
        if (wrong is not null)
        {
            context.Add(node, $"{name} {wrong}");
        }

        return wrong is null;
    }
}

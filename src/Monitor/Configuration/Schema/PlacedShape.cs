using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>A value with its place, for checks that hold sections against each other.</summary>
internal readonly record struct Placed<T>(T Value, Place Place);

/// <summary>Reads a value and keeps its place.</summary>
internal sealed class PlacedShape<T>(Shape<T> inner) : Shape<Placed<T>>
{
    /// <inheritdoc/>
    public override string TypeName => inner.TypeName;

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out Placed<T> value)
    {
        var read = inner.TryRead(node, name, context, out var bare);
        value = new Placed<T>(bare, node.Place);
        return read;
    }
}

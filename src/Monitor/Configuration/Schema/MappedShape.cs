using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Reads a single value and makes something else of it, with its place or the folder of the file.</summary>
internal sealed class MappedShape<T, TResult>(Shape<T> inner, Func<T, Node, ReadContext, TResult> map) : Shape<TResult>, IScalarShape
{
    /// <inheritdoc/>
    public override string TypeName => inner.TypeName;

    /// <inheritdoc/>
    public ValueFormat Format => ((IScalarShape)inner).Format;

    /// <inheritdoc/>
    public override bool TryRead(Node node, string name, ReadContext context, out TResult value)
    {
        var read = inner.TryRead(node, name, context, out var bare);
        value = read ? map(bare, node, context) : default!;
        return read;
    }
}

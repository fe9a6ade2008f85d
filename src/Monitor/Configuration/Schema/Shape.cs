using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>What a value of the configuration may look like. Reads it, describes it, and leads the way for environment variables.</summary>
internal abstract class Shape
{
    /// <summary>The kind of value in a word or two, for the documentation.</summary>
    public abstract string TypeName { get; }
}

/// <summary>A shape that reads into <typeparamref name="T"/>.</summary>
internal abstract class Shape<T> : Shape
{
    /// <summary>Reads a value; on false the mistakes are noted.</summary>
    public abstract bool TryRead(Node node, string name, ReadContext context, out T value);
}

/// <summary>A mapping with named entries: one key of the schema leads to another shape.</summary>
internal interface IMapShape
{
    /// <summary>The shape of an entry, null where there is none of that name.</summary>
    /// <param name="segment">As an environment variable writes it: any case, <c>_</c> for a hyphen.</param>
    /// <param name="name">The entry's name as a file would write it.</param>
    Shape? Enter(string segment, out string name);

    /// <summary>The names there are, for suggestions; empty where any name goes.</summary>
    IEnumerable<string> Names { get; }
}

/// <summary>A single value.</summary>
internal interface IScalarShape
{
    /// <summary>What it looks like.</summary>
    ValueFormat Format { get; }
}

/// <summary>A list: every item has the same shape.</summary>
internal interface IListShape
{
    /// <summary>The shape of an item.</summary>
    Shape Item { get; }
}

namespace FlinkReady.Monitor.Configuration.Yaml;

/// <summary>A value of a configuration with the place where it was written.</summary>
internal abstract record Node(Place Place);

/// <summary>A text. Quoted or not makes a difference only for the empty one.</summary>
internal sealed record ScalarNode(Place Place, string Text, bool IsPlain) : Node(Place)
{
    /// <summary>True for nothing, <c>~</c> or <c>null</c>, unquoted.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record ListNode(Place Place, IReadOnlyList<Node> Items) : Node(Place);

/// <summary>A mapping, its entries in the order of writing; names may repeat here, the reader says so.</summary>
internal sealed record MapNode(Place Place, IReadOnlyList<MapEntry> Entries) : Node(Place)
{
    /// <summary>True where the name stands there, with a sound value or not.</summary>
    public bool Has(string name) => Entries.Any(entry => entry.Key.Text == name);
}

/// <summary>One entry of a mapping.</summary>
internal sealed record MapEntry(ScalarNode Key, Node Value);

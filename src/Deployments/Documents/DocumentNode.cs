using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Documents;

/// <summary>A part of a document: a map, a list, or a value. What is null is left out.</summary>
internal abstract record DocumentNode(SourceLocation? Location);

/// <summary>A value.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsText">False for a number, a boolean: what JSON writes without quotes.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record ValueNode(string Text, bool IsText, SourceLocation? Location) : DocumentNode(Location);

/// <summary>A list.</summary>
internal sealed record SequenceNode(IReadOnlyList<DocumentNode> Items, SourceLocation? Location) : DocumentNode(Location);

/// <summary>A map: of two members with one name the later one counts.</summary>
internal sealed record ObjectNode(IReadOnlyDictionary<string, Member> Members, SourceLocation? Location) : DocumentNode(Location)
{
    /// <summary>The part at a path of names, null where there is none.</summary>
    public DocumentNode? At(params ReadOnlySpan<string> path)
    {
        DocumentNode? node = this;
        foreach (var name in path)
        {
            node = node is ObjectNode map && map.Members.TryGetValue(name, out var member) ? member.Value : null;
        }

        return node;
    }

    /// <summary>The text at a path, null where there is no value.</summary>
    public string? Text(params ReadOnlySpan<string> path) => (At(path) as ValueNode)?.Text;

    /// <summary>The map at a path, null where there is none.</summary>
    public ObjectNode? Map(params ReadOnlySpan<string> path) => At(path) as ObjectNode;
}

/// <summary>A member of a map.</summary>
/// <param name="Value">What stands under the name.</param>
/// <param name="Location">Where the name stands.</param>
internal sealed record Member(DocumentNode Value, SourceLocation? Location);

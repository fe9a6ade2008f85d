using System.Text;
using System.Text.Json;

namespace FlinkReady.Deployments.Documents;

/// <summary>Reads the wanted parts of a JSON text, in whatever order its members come.</summary>
internal static class JsonDocumentReader
{
    // What the API server's own reader of lists takes; custom resources nest pod templates and options of their own.
    private const int MaxDepth = 512;

    /// <summary>The root of a text; null where it is no object.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ObjectNode? Read(ReadOnlySpan<byte> json, WantedFields wanted)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read())
        {
            return null;
        }

        var root = ReadNode(ref reader, wanted) as ObjectNode;

        // What follows the object makes the text a broken one.
        _ = reader.Read();
        return root;
    }

    private static DocumentNode? ReadNode(ref Utf8JsonReader reader, WantedFields wanted) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, wanted),
        JsonTokenType.StartArray => ReadArray(ref reader, wanted),
        JsonTokenType.String => new ValueNode(wanted.IsDeployedText ? DeployedText.Shorten(TextOf(ref reader)) : TextOf(ref reader), true, null),
        JsonTokenType.Number => new ValueNode(TextPool.Of(reader.ValueSpan), false, null),
        JsonTokenType.True => new ValueNode("true", false, null),
        JsonTokenType.False => new ValueNode("false", false, null),
        _ => null,
    };

    private static ObjectNode ReadObject(ref Utf8JsonReader reader, WantedFields wanted)
    {
        var members = new Dictionary<string, Member>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader);
            reader.Read();
            if (wanted.Of(name) is not { } below)
            {
                reader.Skip();
            }
            else if (ReadNode(ref reader, below) is { } value)
            {
                members[name] = new Member(value, null);
            }
            else
            {
                members.Remove(name);
            }
        }

        members.TrimExcess();
        return new ObjectNode(members, null);
    }

    private static SequenceNode ReadArray(ref Utf8JsonReader reader, WantedFields wanted)
    {
        var items = new List<DocumentNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadNode(ref reader, wanted) is { } item)
            {
                items.Add(item);
            }
        }

        return new SequenceNode(items, null);
    }

    // A text with half a surrogate pair costs itself.
    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return TextPool.Of(reader.ValueSpan);
        }

        try
        {
            return reader.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}

using System.Text.Json;
using FlinkReady.KubernetesApi.Failures;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>One line of a watch, taken apart.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Object">The JSON of the resource or status; gone with the line.</param>
internal readonly record struct WatchLine(WatchLineKind Kind, ReadOnlyMemory<byte> Object)
{
    /// <summary>Takes a line apart.</summary>
    /// <exception cref="ApiException">It is no event.</exception>
    public static WatchLine Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line.Span, Json.Options);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject && Members(ref reader, line) is { Kind: not null, Object.IsEmpty: false } members)
            {
                return new WatchLine(members.Kind.Value, members.Object);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Told below.
        }

        throw new ApiException(new ApiFailure(ApiFailureReason.BadPayload, 0, "a line of the watch is no event"));
    }

    private static (WatchLineKind? Kind, ReadOnlyMemory<byte> Object) Members(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line)
    {
        var (kind, value) = ((WatchLineKind?)null, ReadOnlyMemory<byte>.Empty);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isObject) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("object"u8));
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType)
            {
                kind = KindOf(ref reader);
            }

            reader.Skip();
            if (isObject)
            {
                value = line[start..(int)reader.BytesConsumed];
            }
        }

        return (kind, value);
    }

    private static WatchLineKind KindOf(ref Utf8JsonReader reader) => reader switch
    {
        { TokenType: not JsonTokenType.String } => throw new JsonException(),
        _ when reader.ValueTextEquals("ADDED"u8) => WatchLineKind.Added,
        _ when reader.ValueTextEquals("MODIFIED"u8) => WatchLineKind.Modified,
        _ when reader.ValueTextEquals("DELETED"u8) => WatchLineKind.Deleted,
        _ when reader.ValueTextEquals("BOOKMARK"u8) => WatchLineKind.Bookmark,
        _ when reader.ValueTextEquals("ERROR"u8) => WatchLineKind.Error,
        _ => throw new JsonException(),
    };
}

/// <summary>What a line of a watch tells.</summary>
internal enum WatchLineKind
{
    /// <summary>A resource is new, or came into what is selected.</summary>
    Added,

    /// <summary>A resource changed.</summary>
    Modified,

    /// <summary>A resource is gone, or fell out of what is selected.</summary>
    Deleted,

    /// <summary>Nothing happened, but the version moved on.</summary>
    Bookmark,

    /// <summary>The watch ends for a reason.</summary>
    Error,
}

using System.Text.Json;
using FlinkReady.KubernetesApi.Failures;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>
/// Reads a list as it comes, resource by resource: 500 of them are 3 MB, and none is needed for longer than it takes to read it. The members of the list
/// may stand in any order.
/// </summary>
/// <param name="resource">Takes the JSON of one resource, which is gone afterwards.</param>
internal sealed class ListParser(Action<ReadOnlyMemory<byte>> resource)
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _length;
    private JsonReaderState _state = new(Json.Options);
    private Place _place;
    private bool _isEnded;

    private enum Place
    {
        BeforeList,
        Members,
        MetadataValue,
        ItemsValue,
        OtherValue,
        Items,
        AfterList,
    }

    /// <summary>What the list says of itself; its version and continuation may be missing.</summary>
    public ResourceMetadata Metadata { get; private set; } = new(string.Empty, null, null, null);

    /// <summary>Reads it to its end.</summary>
    /// <exception cref="ApiException">It is no list, or ends in the middle.</exception>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (!_isEnded)
        {
            if (_length == _buffer.Length)
            {
                Grow();
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            _length += read;
            _isEnded = read == 0;
            Parse();
        }

        if (_place != Place.AfterList)
        {
            throw Bad("the list ends in the middle");
        }
    }

    private void Parse()
    {
        try
        {
            var consumed = Step();
            _buffer.AsSpan(consumed, _length - consumed).CopyTo(_buffer);
            _length -= consumed;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Bad("it is not valid JSON");
        }
    }

    // As far as whole tokens, and at items whole resources, are there.
    private int Step()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(0, _length), _isEnded, _state);
        var consumed = 0;
        while (_place != Place.AfterList || consumed < _length)
        {
            if (!reader.Read() || !Take(ref reader))
            {
                break;
            }

            _state = reader.CurrentState;
            consumed = (int)reader.BytesConsumed;
        }

        return consumed;
    }

    // False where more has to come first.
    private bool Take(ref Utf8JsonReader reader)
    {
        switch (_place)
        {
            case Place.BeforeList:
                _place = reader.TokenType == JsonTokenType.StartObject ? Place.Members : throw new JsonException();
                return true;
            case Place.Members when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.AfterList;
                return true;
            case Place.Members:
                _place = reader.ValueTextEquals("items"u8) ? Place.ItemsValue : reader.ValueTextEquals("metadata"u8) ? Place.MetadataValue : Place.OtherValue;
                return true;
            case Place.ItemsValue when reader.TokenType == JsonTokenType.StartArray:
                _place = Place.Items;
                return true;
            case Place.Items when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.Members;
                return true;
            default:
                return TakeValue(ref reader);
        }
    }

    private bool TakeValue(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        var value = _buffer.AsMemory(start, (int)reader.BytesConsumed - start);
        switch (_place)
        {
            case Place.Items:
                resource(value);
                return true;
            case Place.MetadataValue when value.Span[0] == '{':
                var metadata = new Utf8JsonReader(value.Span, Json.Options);
                metadata.Read();
                Metadata = ResourceMetadata.Read(ref metadata);
                break;
        }

        _place = Place.Members;
        return true;
    }

    private void Grow()
    {
        if (_buffer.Length >= Json.MaxResource)
        {
            throw new ApiException(new ApiFailure(ApiFailureReason.TooLarge, 0, $"a resource in the API server's list is larger than {Json.MaxResource / 1024 / 1024} MiB"));
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    private static ApiException Bad(string what) => new(new ApiFailure(ApiFailureReason.BadPayload, 0, $"the API server's list can't be read: {what}"));
}

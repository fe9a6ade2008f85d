using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>The fields of one <see cref="CheckpointEntry"/> while they are read.</summary>
internal struct CheckpointFields
{
    private long? _id;
    private string? _status;
    private bool? _isSavepoint;
    private long? _triggerMs;
    private long? _latestAckMs;
    private long? _checkpointedSize;
    private long? _stateSize;
    private long? _durationMs;
    private long? _persistedData;
    private string? _type;
    private string? _path;
    private string? _failureMessage;
    private long? _failureMs;
    private string? _savepointFormat;
    private bool? _isDiscarded;

    /// <summary>Reads the property that the reader stands on.</summary>
    /// <param name="reader">On the name; on the end of the value afterwards.</param>
    /// <param name="keepsPath">False where the path is to be left out.</param>
    public void Read(ref Utf8JsonReader reader, bool keepsPath)
    {
        if (!ReadNumber(ref reader) && !ReadWord(ref reader, keepsPath))
        {
            reader.Skip();
        }
    }

    /// <summary>The whole.</summary>
    public readonly CheckpointEntry ToEntry() =>
        new(_id, _status, _isSavepoint, _triggerMs, _latestAckMs, _checkpointedSize, _stateSize, _durationMs, _persistedData, _type, _path)
        {
            FailureMessage = _failureMessage,
            FailureMs = _failureMs,
            SavepointFormat = _savepointFormat,
            IsDiscarded = _isDiscarded,
        };

    // What is left out must be readable all the same.
    private static bool IsPlainText(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false, HasValueSequence: false } && System.Text.Unicode.Utf8.IsValid(reader.ValueSpan);

    private bool ReadNumber(ref Utf8JsonReader reader)
    {
        if (BodyReading.IsAt(ref reader, "trigger_timestamp"u8))
        {
            _triggerMs = BodyReading.Moment(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "latest_ack_timestamp"u8))
        {
            _latestAckMs = BodyReading.Moment(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "failure_timestamp"u8))
        {
            _failureMs = BodyReading.Moment(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "checkpointed_size"u8))
        {
            _checkpointedSize = BodyReading.Amount(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "state_size"u8))
        {
            _stateSize = BodyReading.Amount(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "end_to_end_duration"u8))
        {
            _durationMs = BodyReading.Amount(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "persisted_data"u8))
        {
            _persistedData = BodyReading.Amount(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadWord(ref Utf8JsonReader reader, bool keepsPath)
    {
        if (BodyReading.IsAt(ref reader, "id"u8))
        {
            _id = BodyReading.Long(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "status"u8))
        {
            _status = BodyReading.Shared(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "is_savepoint"u8))
        {
            _isSavepoint = BodyReading.Flag(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "discarded"u8))
        {
            _isDiscarded = BodyReading.Flag(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "checkpoint_type"u8))
        {
            _type = BodyReading.Shared(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "external_path"u8))
        {
            _path = keepsPath || !IsPlainText(ref reader) ? BodyReading.Text(ref reader) : null;
            _path = keepsPath ? _path : null;
        }
        else if (BodyReading.IsAt(ref reader, "failure_message"u8))
        {
            _failureMessage = OneLineConverter.Read(ref reader);
        }
        else if (BodyReading.IsAt(ref reader, "savepointFormat"u8))
        {
            _savepointFormat = OneLineConverter.Read(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }
}

using System.Text.Json;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>Reads the answer of the query API, of Prometheus and of what speaks like it.</summary>
internal static class QueryAnswer
{
    private const int MaxErrorLength = 300;
    private const int MaxDepth = 16;

    /// <summary>The rows that name an operator and its vertex.</summary>
    /// <exception cref="UnreadException">It is no such answer, says that it failed, or has more rows than the limit.</exception>
    public static List<OperatorRow> Read(ReadOnlySpan<byte> body, int maxSeries)
    {
        try
        {
            var rows = new List<OperatorRow>();
            string? status = null, error = null, type = null;
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
            Enter(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader) is { } member)
            {
                switch (member)
                {
                    case "status":
                        status = Text(ref reader);
                        break;
                    case "error":
                        error = Text(ref reader);
                        break;
                    case "data":
                        type = ReadData(ref reader, rows, maxSeries);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            // Throws where something follows.
            reader.Read();
            return status == "success" && type == "vector" ? rows : throw Failed(status == "error" ? $"the query failed: {Line(error)}" : NotAnAnswer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Failed(NotAnAnswer);
        }
    }

    private const string NotAnAnswer = "the answer is not that of Prometheus' query API: check the url";

    private static string? ReadData(ref Utf8JsonReader reader, List<OperatorRow> rows, int maxSeries)
    {
        string? type = null;
        Check(reader, JsonTokenType.StartObject);
        while (NextMember(ref reader) is { } member)
        {
            switch (member)
            {
                case "resultType":
                    type = Text(ref reader);
                    break;
                case "result":
                    ReadRows(ref reader, rows, maxSeries);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return type;
    }

    private static void ReadRows(ref Utf8JsonReader reader, List<OperatorRow> rows, int maxSeries)
    {
        Check(reader, JsonTokenType.StartArray);
        for (var series = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; series++)
        {
            if (series > maxSeries)
            {
                throw new UnreadException(UnreadReason.TooLarge, $"more than {maxSeries} operators");
            }

            // Another type of result has rows of another kind, and is refused when its type is seen.
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (NextMember(ref reader) is { } member)
            {
                if (member == "metric")
                {
                    ReadLabels(ref reader, rows);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    private static void ReadLabels(ref Utf8JsonReader reader, List<OperatorRow> rows)
    {
        string? id = null, vertex = null, name = null;
        Check(reader, JsonTokenType.StartObject);
        while (NextMember(ref reader) is { } label)
        {
            var value = Text(ref reader);
            switch (label)
            {
                case "operator_id":
                    id = value;
                    break;
                case "task_id":
                    vertex = value;
                    break;
                case "operator_name":
                    name = value;
                    break;
            }
        }

        if (IsId(id) && IsId(vertex))
        {
            rows.Add(new OperatorRow(id!, vertex!, name));
        }
    }

    private static bool IsId(string? text) => text?.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    private static void Enter(ref Utf8JsonReader reader, JsonTokenType token)
    {
        reader.Read();
        Check(reader, token);
    }

    private static void Check(in Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException();
        }
    }

    // Stands on the member's value; null at the object's end.
    private static string? NextMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        Check(reader, JsonTokenType.PropertyName);
        var name = reader.GetString();
        reader.Read();
        return name;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static string Line(string? text)
    {
        var line = string.Concat((text ?? "it doesn't say why").Take(MaxErrorLength).Select(unit => char.IsControl(unit) ? ' ' : unit)).Trim();
        return text?.Length > MaxErrorLength ? line + "…" : line;
    }

    private static UnreadException Failed(string message) => new(UnreadReason.Failed, message);
}

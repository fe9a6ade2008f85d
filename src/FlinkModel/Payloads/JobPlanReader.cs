using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads <see cref="JobPlan"/> by hand.</summary>
internal static class JobPlanReader
{
    /// <summary>The plan; null where there is null.</summary>
    public static JobPlan? Read(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        string? type = null;
        BoundedList<PlanNode>? nodes = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (reader.ValueTextEquals("nodes"u8))
            {
                reader.Read();
                nodes = BodyReading.List<PlanNode>(ref reader, Node);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = BodyReading.Shared(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new JobPlan(type, nodes);
    }

    private static PlanNode? Node(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        string? id = null, description = null;
        List<PlanInput>? inputs = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (reader.ValueTextEquals("description"u8))
            {
                reader.Read();
                description = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("inputs"u8))
            {
                reader.Read();
                inputs = Inputs(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new PlanNode(id ?? throw new JsonException(), description, inputs);
    }

    // Most have one.
    private static List<PlanInput>? Inputs(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsList(ref reader))
        {
            return null;
        }

        var inputs = new List<PlanInput>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            inputs.Add(Input(ref reader)!);
        }

        return inputs;
    }

    private static PlanInput? Input(ref Utf8JsonReader reader)
    {
        if (!BodyReading.IsObject(ref reader))
        {
            return null;
        }

        string? id = null, shipStrategy = null, exchange = null;
        while (BodyReading.ReadName(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (reader.ValueTextEquals("ship_strategy"u8))
            {
                reader.Read();
                shipStrategy = BodyReading.Shared(ref reader);
            }
            else if (reader.ValueTextEquals("exchange"u8))
            {
                reader.Read();
                exchange = BodyReading.Shared(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new PlanInput(id ?? throw new JsonException(), shipStrategy, exchange);
    }
}

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
            if (BodyReading.IsAt(ref reader, "nodes"u8))
            {
                nodes = BodyReading.List<PlanNode>(ref reader, Node);
            }
            else if (BodyReading.IsAt(ref reader, "type"u8))
            {
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
            if (BodyReading.IsAt(ref reader, "id"u8))
            {
                id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "description"u8))
            {
                description = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "inputs"u8))
            {
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
            if (BodyReading.IsAt(ref reader, "id"u8))
            {
                id = BodyReading.Shared(ref reader) ?? throw new JsonException();
            }
            else if (BodyReading.IsAt(ref reader, "ship_strategy"u8))
            {
                shipStrategy = BodyReading.Shared(ref reader);
            }
            else if (BodyReading.IsAt(ref reader, "exchange"u8))
            {
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

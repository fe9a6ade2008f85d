using System.Text.Json;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.Monitor.Terminal;

/// <summary>Writes texts from outside into JSON: what looks like a secret in them is masked.</summary>
internal static class ShownJson
{
    /// <summary>A property.</summary>
    public static void WriteShown(this Utf8JsonWriter json, string name, string? text) => json.WriteString(name, text is null ? null : SecretText.Mask(text));

    /// <summary>An entry of a list.</summary>
    public static void WriteShownValue(this Utf8JsonWriter json, string text) => json.WriteStringValue(SecretText.Mask(text));
}

using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Sources;

namespace FlinkReady.FlinkClient.Tests.Support;

/// <summary>Bodies of a recorded scenario by the endpoint that answered them.</summary>
internal static class RecordedBodies
{
    public static IEnumerable<(Endpoint Endpoint, byte[] Body)> Of(string scenario)
    {
        foreach (var index in Directory.EnumerateFiles(scenario, "index.json", SearchOption.AllDirectories))
        {
            foreach (var entry in JsonDocument.Parse(File.ReadAllBytes(index)).RootElement.EnumerateArray())
            {
                var path = entry.GetProperty("path").GetString()!.Split('?')[0];
                if (entry.GetProperty("method").GetString() == "GET" && entry.GetProperty("status").GetInt32() == 200
                    && FlinkEndpoints.All.FirstOrDefault(endpoint => Regex.IsMatch(path, $"^{Regex.Replace(endpoint.Template, ":[a-z]+", "[0-9a-f]+")}$")) is { } endpoint)
                {
                    yield return (endpoint, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(index)!, entry.GetProperty("file").GetString()!)));
                }
            }
        }
    }
}

/// <summary>Gives a body a few bytes at a time, as a slow network does.</summary>
internal sealed class DrippingStream(byte[] body) : MemoryStream(body)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
}

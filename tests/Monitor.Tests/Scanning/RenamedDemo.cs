using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.Monitor.Demo;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>The embedded recording with other names: its jobs are called what a test wants, and every vertex has one of these names before its own.</summary>
internal static class RenamedDemo
{
    private static readonly JavaScriptEncoder AsFlinkWrites = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes it into <paramref name="folder"/>, which must not exist.</summary>
    public static string Write(string folder, IReadOnlyList<string> names)
    {
        using (var zip = typeof(EmbeddedRecording).Assembly.GetManifestResourceStream("demo.zip")!)
        {
            ZipFile.ExtractToDirectory(zip, folder);
        }

        var jobs = 0;
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        var bodies = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "index.json").Order(StringComparer.Ordinal).ToList();
        foreach (var file in bodies)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("vertices", out var vertices) && vertices.ValueKind == JsonValueKind.Array)
            {
                if (wanted.TryAdd(body.GetProperty("name").GetString()!, names[jobs % names.Count]))
                {
                    jobs++;
                }

                foreach (var vertex in vertices.EnumerateArray().Select(vertex => vertex.GetProperty("name").GetString()!))
                {
                    wanted.TryAdd(vertex, names[wanted.Count % names.Count] + vertex);
                }
            }
        }

        foreach (var file in bodies)
        {
            var text = File.ReadAllText(file);
            foreach (var (name, other) in wanted)
            {
                text = text.Replace($"\"name\":{Json(name)}", $"\"name\":{Json(other)}", StringComparison.Ordinal);
            }

            File.WriteAllText(file, text);
        }

        return folder;
    }

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text, AsFlinkWrites)}\"";
}

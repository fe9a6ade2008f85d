using System.Globalization;
using System.Text;

namespace FlinkReady.TestSupport.Kubernetes;

/// <summary>A request and the answer of a real API server, as <c>kubernetes/traffic</c> of the shared material keeps it.</summary>
public sealed class RecordedExchange
{
    private RecordedExchange(string name, string target, int status, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, IReadOnlyList<string> events, bool isBroken)
    {
        Name = name;
        Target = target;
        Status = status;
        Headers = headers;
        Body = body;
        Events = events;
        IsBroken = isBroken;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Path and query of the request.</summary>
    public string Target { get; }

    /// <summary>The answer's status.</summary>
    public int Status { get; }

    /// <summary>The answer's headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The body as it went over the wire; of a watch all events, each with its line feed.</summary>
    public byte[] Body { get; }

    /// <summary>Of a watch its events, each a line; else none.</summary>
    public IReadOnlyList<string> Events { get; }

    /// <summary>True where the connection was closed before the body's end.</summary>
    public bool IsBroken { get; }

    /// <summary>True for a watch.</summary>
    public bool IsWatch => Target.Contains("watch=1", StringComparison.Ordinal);

    /// <summary>Every recording's name; empty where there is no shared material.</summary>
    public static IReadOnlyList<string> Names { get; } = SharedMaterial.PathOf("kubernetes", "traffic") is { } folder
        ? [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Where(file => Path.GetExtension(file) is ".http" or ".watch").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Reads one.</summary>
    public static RecordedExchange Load(string name)
    {
        var path = SharedMaterial.PathOf("kubernetes", "traffic", name) ?? throw new FileNotFoundException(name);
        var bytes = File.ReadAllBytes(path);
        var position = 0;
        var request = Head(bytes, ref position);
        var answer = Head(bytes, ref position);
        var headers = answer.Skip(1).Select(static line => line.Split(':', 2)).Select(static pair => new KeyValuePair<string, string>(pair[0], pair[1].Trim())).ToList();
        var body = bytes[position..];
        var (events, isBroken) = name.EndsWith(".watch", StringComparison.Ordinal) ? Lines(Encoding.UTF8.GetString(body)) : ([], false);
        if (name.EndsWith(".watch", StringComparison.Ordinal))
        {
            body = Encoding.UTF8.GetBytes(string.Concat(events.Select(static line => line + "\n")));
        }
        else if (SharedMaterial.PathOf("kubernetes", "traffic", Path.ChangeExtension(name, ".body.gz")) is { } compressed)
        {
            body = File.ReadAllBytes(compressed);
        }

        return new RecordedExchange(name, request[0].Split(' ')[1], int.Parse(answer[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body, events, isBroken);
    }

    // Lines up to an empty one.
    private static List<string> Head(byte[] bytes, ref int position)
    {
        var lines = new List<string>();
        while (true)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', position);
            var line = Encoding.UTF8.GetString(bytes, position, end - position).TrimEnd('\r');
            position = end + 1;
            if (line.Length == 0)
            {
                return lines;
            }

            lines.Add(line);
        }
    }

    private static (IReadOnlyList<string> Events, bool IsBroken) Lines(string text)
    {
        var events = new List<string>();
        var isBroken = false;
        foreach (var line in text.Split('\n').Where(static line => line.StartsWith('@')))
        {
            var rest = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            if (rest.StartsWith('{'))
            {
                events.Add(rest);
            }

            isBroken |= rest.StartsWith("-- connection closed", StringComparison.Ordinal);
        }

        return (events, isBroken);
    }
}

using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>The exchanges of one snapshot, by path; the k-th request for a path gets its k-th entry, later ones the last.</summary>
internal sealed class RecordedAnswers
{
    private readonly Lock _lock = new();
    private readonly IRecordingFiles _files;
    private readonly string _folder;
    private readonly Dictionary<string, Entries> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entries> _byPathWithoutQuery = new(StringComparer.Ordinal);

    private RecordedAnswers(IRecordingFiles files, string folder, IReadOnlyList<RecordedExchange> exchanges)
    {
        _files = files;
        _folder = folder;
        Certificate = RecordedCertificate.Find(exchanges);
        StartedAt = exchanges.Count == 0 ? DateTimeOffset.UnixEpoch : exchanges.Min(exchange => exchange.SentAt);
        foreach (var exchange in exchanges.Where(exchange => exchange.IsGet))
        {
            Of(_byPath, exchange.Path).All.Add(exchange);
            Of(_byPathWithoutQuery, WithoutQuery(exchange.Path)).All.Add(exchange);
        }
    }

    /// <summary>The certificate of the connection; null where the recording holds none.</summary>
    public ServerCertificate? Certificate { get; }

    /// <summary>When the first exchange was sent.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Reads and checks an index.</summary>
    /// <param name="files">The recording.</param>
    /// <param name="folder">The snapshot's folder in it, with a slash at its end, or nothing.</param>
    /// <param name="left">The bytes that this index and those after it may have together.</param>
    /// <exception cref="RecordingException">It is no index, or names a file outside of the snapshot.</exception>
    public static RecordedAnswers Load(IRecordingFiles files, string folder, ref long left)
    {
        var file = folder + "index.json";
        var index = files.Read(file);
        left -= index.Length;
        if (left < 0)
        {
            throw new RecordingException($"{files.Name}: its indexes are longer than those of any recording");
        }

        IReadOnlyList<RecordedExchange>? exchanges;
        try
        {
            exchanges = JsonSerializer.Deserialize(index, RecordingJson.Default.IReadOnlyListRecordedExchange);
        }
        catch (JsonException e)
        {
            throw new RecordingException($"{files.Name}: {file} is not the index of a recording (a JSON list of exchanges); it may be cut off", e);
        }

        if (exchanges is null)
        {
            throw new RecordingException($"{files.Name}: {file} is not the index of a recording (a JSON list of exchanges)");
        }

        for (var i = 0; i < exchanges.Count; i++)
        {
            var fault = exchanges[i] is not { } exchange ? "it is null"
                : exchange.FindFault() ?? (exchange.File is { } body && !RecordingFiles.IsInside(body) ? "its file lies outside of the recording" : null);
            if (fault is not null)
            {
                throw new RecordingException($"{files.Name}: {file}, entry {i + 1}: {fault}");
            }
        }

        return new RecordedAnswers(files, folder, exchanges);
    }

    /// <summary>The next entry for a path as sent: of the same path and query, else of the same path where one entry has it.</summary>
    public RecordedExchange? Next(string path)
    {
        lock (_lock)
        {
            if (_byPath.TryGetValue(path, out var exact))
            {
                return exact.Next();
            }

            return _byPathWithoutQuery.TryGetValue(WithoutQuery(path), out var similar) && similar.All.Count == 1 ? similar.All[0] : null;
        }
    }

    /// <summary>True where another request for the path would get another entry.</summary>
    public bool HasMore(string path)
    {
        lock (_lock)
        {
            return _byPath.TryGetValue(path, out var entries) && entries.HasMore;
        }
    }

    /// <summary>The body of an entry; empty where it has none.</summary>
    /// <exception cref="RecordingException">The file is missing or can't be read.</exception>
    public byte[] BodyOf(RecordedExchange exchange)
    {
        if (exchange.File is not { } file)
        {
            return [];
        }

        return _files.Names.Contains(_folder + file)
            ? _files.Read(_folder + file)
            : throw new RecordingException($"the recording lacks the body {file}");
    }

    private static Entries Of(Dictionary<string, Entries> map, string path)
    {
        if (!map.TryGetValue(path, out var entries))
        {
            map[path] = entries = new Entries();
        }

        return entries;
    }

    private static string WithoutQuery(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? path : path[..query];
    }

    private sealed class Entries
    {
        private int _next;

        public List<RecordedExchange> All { get; } = [];

        public bool HasMore => _next < All.Count;

        public RecordedExchange Next() => All[Math.Min(_next < All.Count ? _next++ : _next, All.Count - 1)];
    }
}

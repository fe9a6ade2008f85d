using System.Text;
using System.Text.Json;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>
/// Writes what a reader reads as a recording, secrets masked: hand it to <see cref="IClusterReaderFactory.Create"/>, take
/// a poll, then <see cref="Complete"/>. Until then nothing that can be taken for a whole recording is at the path.
/// </summary>
public sealed class RecordingWriter : IPollRecorder, IDisposable
{
    private readonly Lock _lock = new();
    private readonly IRecordingOutput _output;
    private readonly string _path;
    private readonly List<RecordedExchange> _exchanges = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal) { "index.json", WitnessFiles.OperatorIdsFile, WitnessFiles.MetadataFile };
    private SentSecrets _sent = SentSecrets.None;
    private bool _hasCertificate;
    private RecordingException? _failure;

    private RecordingWriter(string path, IRecordingOutput output)
    {
        _path = path;
        _output = output;
    }

    /// <summary>How many exchanges were written.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _exchanges.Count;
            }
        }
    }

    /// <summary>Begins a recording: a zip archive where the name ends with <c>.zip</c>, else a folder.</summary>
    /// <exception cref="RecordingException">Something is there already, or it can't be written.</exception>
    public static RecordingWriter Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new RecordingException($"{path}: there is something already; name a path that does not exist");
        }

        try
        {
            return new RecordingWriter(path, path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? new ZipOutput(path) : new FolderOutput(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RecordingException($"{path}: can't be written", e);
        }
    }

    /// <summary>Writes what is kept of witnesses beside the answers; nothing where a poll has nothing of them.</summary>
    /// <param name="snapshot">The poll.</param>
    public void Keep(ClusterSnapshot snapshot)
    {
        var witnesses = WitnessFiles.Of(snapshot);
        lock (_lock)
        {
            Put(WitnessFiles.OperatorIdsFile, witnesses.OperatorIdsJson);
            Put(WitnessFiles.MetadataFile, witnesses.MetadataJson);
        }

        void Put(string name, byte[]? content)
        {
            if (content is not null)
            {
                Write(() => _output.Write(name, SecretMask.Apply(content, _sent)));
            }
        }
    }

    /// <summary>Writes the index; the recording is whole then.</summary>
    /// <exception cref="RecordingException">This, or something before it, could not be written.</exception>
    public void Complete()
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            var index = new StringBuilder("[\n");
            index.AppendJoin(",\n", _exchanges.Select(exchange => JsonSerializer.Serialize(exchange, RecordingJson.Default.RecordedExchange)));
            index.Append("\n]\n");
            Write(() =>
            {
                _output.Write("index.json", Encoding.UTF8.GetBytes(index.ToString()));
                _output.Complete();
            });
            if (_failure is not null)
            {
                throw _failure;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    /// <inheritdoc/>
    void IPollRecorder.Add(FlinkRequest request, Exchange exchange)
    {
        var captured = request.Captured;
        var status = captured?.Status ?? 0;
        var body = captured is null
            ? Encoding.UTF8.GetBytes(request.Sent.Mask(exchange.Failure?.Message ?? string.Empty))
            : SecretMask.Apply(captured.Body, request.Sent);
        lock (_lock)
        {
            // A request that was not sent took no credentials along; those of the others must be masked in what is kept of witnesses all the same.
            _sent = request.Sent == SentSecrets.None ? _sent : request.Sent;
            var file = FileNames.Of(exchange.Path, isJson: captured?.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase) == true, _files);
            Write(() => _output.Write(file, body));
            var headers = captured?.Location is { } location ? new Dictionary<string, string> { ["location"] = request.Sent.Mask(location) } : null;
            if (captured?.Certificate is { } certificate && !_hasCertificate)
            {
                _hasCertificate = true;
                headers = RecordedCertificate.AddTo(headers, certificate);
            }

            _exchanges.Add(new RecordedExchange(
                "GET", exchange.Path, status, request.Sent.Mask(captured?.ContentType ?? string.Empty), exchange.StartedAt.ToUnixTimeMilliseconds(),
                Math.Round(exchange.Elapsed.TotalMilliseconds, 1), body.Length, file,
                headers,
                status == 0 ? exchange.Failure?.Reason.ToText() : null));
        }
    }

    // A full disk must not disturb the poll: it is told when the recording is completed.
    private void Write(Action write)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failure = new RecordingException($"{_path}: can't be written ({(e is DirectoryNotFoundException ? "no such folder" : "is the disk full?")})", e);
        }
    }
}

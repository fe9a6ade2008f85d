using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Endpoints;

/// <summary>One of Flink's endpoints: its template and how its body is read.</summary>
internal abstract class Endpoint(SourceKey key, bool isPartOfEveryCluster)
{
    /// <summary>The path's template as Flink writes it: <c>/jobs/:jobid</c>.</summary>
    public string Template => key.Template;

    /// <summary>True where it lists jobs: of a list that is too long the rest is counted.</summary>
    public bool IsListOfJobs => key == JobsOverview.Key || key == JobIdList.Key;

    /// <summary>How much of a text is read, in bytes. A stack trace tells the cause at its end, and of it one line is kept.</summary>
    public int LongestText => key == JobExceptions.Key || key == ApplicationExceptions.Key ? 1 << 20 : LongText.MostBytes;

    /// <summary>True where every JobManager answers it, so that a 404 means a wrong address and another JobManager may do better.</summary>
    public bool IsPartOfEveryCluster { get; } = isPartOfEveryCluster;

    /// <summary>Reads a whole body.</summary>
    /// <exception cref="JsonException">It is not what the endpoint promises.</exception>
    public abstract object Read(ReadOnlySpan<byte> body);

    /// <summary>Reads a body as it arrives.</summary>
    /// <exception cref="JsonException">It is not what the endpoint promises.</exception>
    public abstract ValueTask<object> ReadAsync(Stream body, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <param name="key">What it answers.</param>
/// <param name="type">The source-generated reader.</param>
/// <param name="findFault">What is wrong with a payload that parsed, or null.</param>
/// <param name="isPartOfEveryCluster">See <see cref="Endpoint.IsPartOfEveryCluster"/>.</param>
internal sealed class Endpoint<T>(SourceKey<T> key, JsonTypeInfo<T> type, Func<T, string?> findFault, bool isPartOfEveryCluster = false)
    : Endpoint(key, isPartOfEveryCluster)
    where T : class
{
    /// <summary>What it answers.</summary>
    public SourceKey<T> Key { get; } = key;

    /// <summary>What is kept of a payload; null for all of it.</summary>
    public Func<T, T>? Keep { get; init; }

    public override object Read(ReadOnlySpan<byte> body) => Checked(HandReaders.Read(body, type));

    public override async ValueTask<object> ReadAsync(Stream body, CancellationToken cancellationToken) =>
        Checked(await JsonSerializer.DeserializeAsync(body, type, cancellationToken));

    private T Checked(T? payload) => payload is null
        ? throw new JsonException("the body is null")
        : findFault(payload) is { } fault ? throw new JsonException(fault)
        : Keep is { } keep ? keep(payload) : payload;
}

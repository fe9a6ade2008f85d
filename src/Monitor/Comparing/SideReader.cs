using System.Buffers.Binary;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Plans;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Reads one side of a comparison. What a file is, its content says.</summary>
/// <param name="readers">Makes readers of clusters.</param>
/// <param name="uids">Declared uids.</param>
/// <param name="timeout">How long a cluster may take.</param>
/// <param name="time">The clock.</param>
internal sealed class SideReader(IClusterReaderFactory readers, IReadOnlyList<string> uids, TimeSpan timeout, TimeProvider time)
{
    // Flink: MetadataSerializers, the first four bytes of a _metadata file.
    private const uint MetadataMagic = 0x4960672D;

    private readonly OperatorSetReader _sets = new(uids);

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It can't be read, or is of several jobs.</exception>
    public async Task<ComparedSide> ReadAsync(SideRequest request, CancellationToken cancellationToken)
    {
        var side = await ReadSideAsync(request, cancellationToken);
        return side.Kind == SideKind.Plan || request.Info is null ? side : throw new UsageException($"--info is for a plan, and {request.Option} {request.Source} is none");
    }

    private async Task<ComparedSide> ReadSideAsync(SideRequest request, CancellationToken cancellationToken)
    {
        var unchained = request.Unchained.Select(path => JsonFile.Plan(path, $"{request.Option}-unchained")).ToList();
        if (request.Source.Contains("://", StringComparison.Ordinal))
        {
            return TargetUrls.TryParse(request.Source, out var url, out var wrong)
                ? await new ClusterSide(readers, _sets, timeout, time).ReadAsync(request, url, unchained, cancellationToken)
                : throw new UsageException($"{request.Option} {wrong}");
        }

        var path = Directory.Exists(request.Source) && File.Exists(Path.Combine(request.Source, "_metadata")) ? Path.Combine(request.Source, "_metadata") : request.Source;
        if ((TargetRecordings.Exists(path) && !File.Exists(path)) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(path) == "index.json")
        {
            return await new RecordedSide(_sets).ReadAsync(request, unchained, cancellationToken);
        }

        var content = JsonFile.Read(path, request.Option);
        return content.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(content) == MetadataMagic
            ? await ReadMetadataAsync(request, path, cancellationToken)
            : ReadJson(request, path, content, unchained);
    }

    private async Task<ComparedSide> ReadMetadataAsync(SideRequest request, string path, CancellationToken cancellationToken)
    {
        if (request.Unchained.Count > 0)
        {
            throw new UsageException($"{request.Option}-unchained is for a plan or a job; {path} is the metadata of a checkpoint, which shows every operator");
        }

        try
        {
            return new ComparedSide(request.Source, SideKind.Metadata, _sets.Read(await MetadataFile.ReadAsync(path, MetadataLimits.Default, cancellationToken)));
        }
        catch (UnreadException exception)
        {
            throw new UsageException($"{request.Option} {path} is the metadata of a checkpoint, and can't be read: {exception.Message}");
        }
    }

    private ComparedSide ReadJson(SideRequest request, string path, byte[] content, List<ProgramPlan> unchained)
    {
        using var document = JsonFile.Parse(content, path, request.Option);
        var root = document.RootElement;
        if (root.TryGetProperty("reportVersion", out _))
        {
            return unchained.Count == 0
                ? new ComparedSide(request.Source, SideKind.Report, ReportSide.Read(root, request, path))
                : throw new UsageException($"{request.Option}-unchained is for a plan or a job; {path} is a report");
        }

        if (root.TryGetProperty(JobDetails.Field.Vertices, out _) && JsonFile.Read(root, FlinkJson.Default.JobDetails) is { } job)
        {
            RefuseOtherName(request, path, job.Name);
            return new ComparedSide(request.Source, SideKind.Job, _sets.Read(job, unchained, checkpoint: null));
        }

        if (JsonFile.Read(root, FlinkJson.Default.PlanBody) is { } body)
        {
            var plan = ProgramPlanReader.Read(body);
            RefuseOtherName(request, path, plan.Name);
            return new ComparedSide(request.Source, SideKind.Plan, _sets.Read(plan, unchained, request.Info is { } info ? JsonFile.ExecutionPlan(info, "--info") : null));
        }

        throw JsonFile.Unknown(root, path, request.Option);
    }

    private static void RefuseOtherName(SideRequest request, string path, string? name)
    {
        if (request.Job is { } wanted && name is not null && name != wanted)
        {
            throw new UsageException($"--job {wanted} does not fit {path}: its job is \"{name}\"");
        }
    }
}

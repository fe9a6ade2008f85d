using FlinkReady.Deployments.Discovery;
using FlinkReady.Deployments.Documents;
using FlinkReady.Deployments.Manifests;
using FlinkReady.Deployments.Resources;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Reads manifests and judges what they declare; no cluster is asked.</summary>
internal sealed class ManifestScan
{
    private readonly List<ManifestResource> _resources = [];
    private readonly List<string> _mistakes = [];
    private int _others;
    private int _files;

    /// <summary>What could not be read, or would be refused: a line each, with file and line.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Reads what the command line names.</summary>
    /// <param name="paths">Files, folders, <c>-</c>.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="UsageException">Nothing could be read.</exception>
    public static ManifestScan Read(IReadOnlyList<string> paths, Func<Stream> input)
    {
        var scan = new ManifestScan();
        foreach (var (file, text) in paths.Distinct(StringComparer.Ordinal).SelectMany(path => ManifestFiles.Read(path, input, scan._mistakes.Add)))
        {
            scan._files++;
            scan.Add(ManifestReader.Read(text, file));
        }

        if (scan._resources.Count == 0 && scan._mistakes.Count > 0)
        {
            throw new UsageException([.. scan._mistakes]);
        }

        return scan._files > 0 ? scan : throw new UsageException($"--manifest: no .yaml, .yml or .json file below {string.Join(", ", paths)}");
    }

    /// <summary>What was read, in one line.</summary>
    public string Summary()
    {
        var clusters = _resources.Count(static one => one.Resource.Kind == KubernetesResource.FlinkDeployment);
        var others = _others > 0 ? $"; {Text.Count(_others, "object")} of other kinds passed over" : string.Empty;
        return $"{Text.Count(clusters, "FlinkDeployment")} and {Text.Count(_resources.Count - clusters, "FlinkSessionJob")} in {Text.Count(_files, "file")}{others}";
    }

    /// <summary>Judges them: a target for each cluster.</summary>
    /// <param name="policy">What they are judged by.</param>
    /// <param name="defaults">The operator's own configuration; null where it is not known.</param>
    /// <param name="job">Which jobs; null for all.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="observer">Is told of a rule that threw.</param>
    public IReadOnlyList<TargetScan> Judge(ReadinessPolicy policy, OperatorDefaults? defaults, Glob? job, DateTimeOffset now, IAssessmentObserver observer)
    {
        var assessor = new ManifestAssessor(policy, defaults, observer);
        var scans = new List<TargetScan>();
        foreach (var group in _resources.GroupBy(static one => (one.Resource.Namespace, one.Cluster)))
        {
            var cluster = group.FirstOrDefault(static one => one.Resource.Kind == KubernetesResource.FlinkDeployment);
            var jobs = group.Where(static one => one.Resource.Kind == KubernetesResource.FlinkSessionJob).Select(static one => one.Deployment).ToList();
            var name = cluster is not null ? TargetNaming.Of(cluster.Resource) : TargetNaming.Of(group.Key.Namespace, group.Key.Cluster);
            var left = new List<string>();
            var file = (cluster?.Deployment ?? jobs[0]).LocationOf(string.Empty)?.File ?? ManifestFiles.StandardInput;
            scans.Add(new TargetScan(assessor.Assess(name, file, cluster?.Deployment, jobs, IsCovered, now), WasReadable: true, left, []));

            bool IsCovered(string jobName)
            {
                var covers = job is not { } glob || glob.IsMatch(jobName);
                if (!covers)
                {
                    left.Add(jobName);
                }

                return covers;
            }
        }

        return scans;
    }

    /// <summary>The operator's own configuration.</summary>
    /// <param name="file">A file.</param>
    /// <exception cref="UsageException">It can't be read.</exception>
    public static OperatorDefaults ReadDefaults(string file)
    {
        var text = ManifestFiles.TextOf(file, static line => throw new UsageException(line))!;
        var values = OperatorConfigReader.Read(text, file, out var mistake);
        return mistake is null ? new OperatorDefaults(file, values) : throw new UsageException(Line(mistake));
    }

    private static string Line(DocumentMistake mistake) => $"{mistake.Location.File}:{mistake.Location.Line}:{mistake.Location.Column}: {mistake.Message}";

    private void Add(ManifestFile file)
    {
        _others += file.Others;
        _mistakes.AddRange(file.Mistakes.Select(Line));
        foreach (var one in file.Resources)
        {
            if (_resources.Find(other => other.Resource.Address == one.Resource.Address) is { } first)
            {
                var (at, earlier) = (one.Deployment.LocationOf("metadata.name")!, first.Deployment.LocationOf("metadata.name")!);
                _mistakes.Add($"{at.File}:{at.Line}:{at.Column}: {one.Resource.Address} stands twice; the one in {earlier.File}:{earlier.Line} was taken");
            }
            else
            {
                _resources.Add(one);
            }
        }
    }
}

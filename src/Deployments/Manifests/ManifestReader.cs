using FlinkReady.Deployments.Documents;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Manifests;

/// <summary>
/// Reads manifests as people have them: several documents in a file, a <c>List</c>, what <c>helm template</c>, <c>kustomize build</c> and <c>kubectl get -o yaml</c>
/// write, YAML or JSON.
/// </summary>
public static class ManifestReader
{
    private const string Group = "flink.apache.org/";
    private const string Version = "v1beta1";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">The file as the user named it.</param>
    public static ManifestFile Read(string text, string file)
    {
        var reading = new Reading(file);
        foreach (var document in YamlDocuments.Read(text, file))
        {
            reading.Add(document);
        }

        return new ManifestFile(reading.Resources, reading.Others, reading.Mistakes);
    }

    private sealed class Reading(string file)
    {
        public List<ManifestResource> Resources { get; } = [];

        public List<DocumentMistake> Mistakes { get; } = [];

        public int Others { get; private set; }

        public void Add(YamlDocument document)
        {
            if (document.Root is { } root)
            {
                Add(root, document.Template);
            }
            else if (document.Mistake is { } mistake)
            {
                Mistakes.Add(mistake);
            }
            else if (document.Template is { } template)
            {
                Mistakes.Add(Unrendered(template));
            }
        }

        private static DocumentMistake Unrendered(SourceLocation template) =>
            new(template, "a template that nobody has rendered ({{): render it first, for example with helm template");

        private void Add(ObjectNode root, SourceLocation? template)
        {
            var (kind, version) = (root.Text("kind"), root.Text("apiVersion"));
            if (kind is not null && kind.EndsWith("List", StringComparison.Ordinal) && root.At("items") is SequenceNode list)
            {
                foreach (var item in list.Items.OfType<ObjectNode>())
                {
                    Add(item, template);
                }

                return;
            }

            if (kind is not (KubernetesResource.FlinkDeployment or KubernetesResource.FlinkSessionJob) || (version is not null && !version.StartsWith(Group, StringComparison.Ordinal)))
            {
                Others++;
            }
            else if (template is not null)
            {
                Mistakes.Add(Unrendered(template));
            }
            else
            {
                AddFlink(root, kind, version);
            }
        }

        private void AddFlink(ObjectNode root, string kind, string? version)
        {
            if (version != Group + Version)
            {
                Mistakes.Add(new(PlaceOf(root, "apiVersion"), version is null
                    ? $"the {kind} has no apiVersion: {Group}{Version} is the one that is known"
                    : $"the {kind} is of {version}, and only {Group}{Version} is known"));
                return;
            }

            var resource = new KubernetesResource(root, kind);
            if (resource.Name.Length == 0)
            {
                Mistakes.Add(new(PlaceOf(root, "metadata"), $"the {kind} has no name (metadata.name)"));
                return;
            }

            var isJob = kind == KubernetesResource.FlinkSessionJob;
            if (isJob && root.Text("spec", "deploymentName") is not { Length: > 0 })
            {
                Mistakes.Add(new(PlaceOf(root, "spec"), $"{resource.Address} does not name its cluster (spec.deploymentName)"));
                return;
            }

            Mistakes.AddRange(FieldTypes.Check(root));
            Resources.Add(new ManifestResource(resource, DeploymentReader.Declared(resource) with { IsManifest = true }, isJob ? root.Text("spec", "deploymentName")! : resource.Name));
        }

        private SourceLocation PlaceOf(ObjectNode root, string name) =>
            (root.Members.TryGetValue(name, out var member) ? member.Location : null) ?? root.Location ?? new SourceLocation(file, 1, 1);
    }
}

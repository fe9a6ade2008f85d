using System.Globalization;
using System.Text.RegularExpressions;
using FlinkReady.Deployments.Documents;

namespace FlinkReady.Deployments.Manifests;

/// <summary>
/// The types of the fields that are read, as the operator's CRDs have them (<c>flink.apache.org_flinkdeployments.yaml</c>, <c>…_flinksessionjobs.yaml</c>): an API
/// server refuses any other.
/// </summary>
internal static partial class FieldTypes
{
    private static readonly (string[] Path, string Wanted, Func<DocumentNode, bool> Fits)[] Fields =
    [
        (["metadata", "name"], "a text", IsText),
        (["metadata", "namespace"], "a text", IsText),
        (["spec"], "a map", IsMap),
        (["spec", "flinkVersion"], "a version such as v1_20", static node => node is ValueNode value && Version().IsMatch(value.Text)),
        (["spec", "mode"], "native or standalone", static node => node is ValueNode { Text: "native" or "standalone" }),
        (["spec", "deploymentName"], "a text", IsText),
        (["spec", "flinkConfiguration"], "a map of keys", IsMap),
        (["spec", "jobManager"], "a map", IsMap),
        (["spec", "jobManager", "replicas"], "a whole number", IsNumber),
        (["spec", "job"], "a map", IsMap),
        (["spec", "job", "jarURI"], "a text", IsText),
        (["spec", "job", "parallelism"], "a whole number", IsNumber),
        (["spec", "job", "state"], "running or suspended", static node => node is ValueNode { Text: "running" or "suspended" }),
        (["spec", "job", "upgradeMode"], "stateless, savepoint or last-state", static node => node is ValueNode { Text: "stateless" or "savepoint" or "last-state" }),
        (["spec", "job", "allowNonRestoredState"], "true or false", static node => node is ValueNode { IsText: false, Text: "true" or "false" }),
        (["spec", "job", "initialSavepointPath"], "a text", IsText),
    ];

    /// <summary>The fields of a resource that an API server would refuse.</summary>
    public static IEnumerable<DocumentMistake> Check(ObjectNode root)
    {
        foreach (var (path, wanted, fits) in Fields)
        {
            if (root.Map(path.AsSpan()[..^1]) is { } parent && parent.Members.TryGetValue(path[^1], out var member) && !fits(member.Value) && member.Location is { } location)
            {
                yield return new DocumentMistake(location, $"{string.Join('.', path)} must be {wanted}, not {Shown(member.Value)}");
            }
        }
    }

    private static string Shown(DocumentNode node) => node switch
    {
        ValueNode { IsText: true } text => $"the text \"{(text.Text.Length > 40 ? text.Text[..40] + "…" : text.Text).ReplaceLineEndings(" ")}\"",
        ValueNode value => value.Text,
        SequenceNode => "a list",
        _ => "a map",
    };

    private static bool IsText(DocumentNode node) => node is ValueNode { IsText: true };

    private static bool IsMap(DocumentNode node) => node is ObjectNode;

    private static bool IsNumber(DocumentNode node) => node is ValueNode { IsText: false } value && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^v\d+_\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FlinkReady.Deployments.Resources;

namespace FlinkReady.Deployments.Discovery;

/// <summary>Names targets after their resources.</summary>
public static partial class TargetNaming
{
    private const int Longest = 63;
    private const int Kept = 56;
    private const int HashDigits = 6;

    /// <summary>The name of a resource's target: what its annotation says, else <see cref="Of(string, string)"/>.</summary>
    public static string Of(KubernetesResource resource) =>
        resource.Annotation("name")?.Trim() is { } name && Valid().IsMatch(name) ? name : Of(resource.Namespace, resource.Name);

    /// <summary>
    /// <c>namespace.name</c>, at most 63 characters: a longer one is cut to 56, and <c>-</c> and 6 hex digits of the SHA-256 of <c>namespace/name</c> follow.
    /// </summary>
    public static string Of(string ns, string name)
    {
        var whole = $"{ns}.{name}";
        return whole.Length <= Longest
            ? whole
            : $"{whole[..Kept]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ns}/{name}")))[..HashDigits]}";
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}

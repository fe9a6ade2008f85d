using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.KubernetesApi.Access;

/// <summary>Reads a kubeconfig as kubectl writes it: its current context, with a token or a client certificate.</summary>
public static class Kubeconfig
{
    /// <summary>The access of the current context.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AccessException">It can't be read, or asks for something that is not supported.</exception>
    public static ApiAccess Read(string path)
    {
        var root = Parse(path);
        var name = Text(root, "current-context") ?? throw Wrong(path, "it names no current-context: kubectl config use-context NAME sets it");
        var context = Named(root, "contexts", name, "context") ?? throw Wrong(path, $"the context {name} is not in it");
        var clusterName = Text(context, "cluster") ?? throw Wrong(path, $"the context {name} names no cluster");
        var cluster = Named(root, "clusters", clusterName, "cluster") ?? throw Wrong(path, $"the cluster {clusterName} is not in it");
        var user = Text(context, "user") is { } userName ? Named(root, "users", userName, "user") ?? throw Wrong(path, $"the user {userName} is not in it") : new YamlMappingNode();
        if (!Uri.TryCreate(Text(cluster, "server"), UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw Wrong(path, $"the cluster {clusterName} has no server that is a URL");
        }

        Check(path, Text(context, "user"), user);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new ApiAccess(server)
        {
            Namespace = Text(context, "namespace"),
            Authorities = Secret(path, folder, cluster, "certificate-authority"),
            Token = Text(user, "token") is { Length: > 0 } token ? new Secret(null, token) : FileOf(path, folder, user, "tokenFile"),
            ClientCertificate = Secret(path, folder, user, "client-certificate"),
            ClientKey = Secret(path, folder, user, "client-key"),
            ServerName = Text(cluster, "tls-server-name"),
            SkipsVerification = Text(cluster, "insecure-skip-tls-verify") == "true",
        };
    }

    private static void Check(string path, string? name, YamlMappingNode user)
    {
        foreach (var unsupported in (ReadOnlySpan<string>)["exec", "auth-provider", "username"])
        {
            if (user.Children.ContainsKey(unsupported))
            {
                throw Wrong(path, $"the user {name} signs in by {unsupported}, which is not supported: use a user with a token or a client certificate (kubectl create token NAME makes one)");
            }
        }
    }

    private static YamlMappingNode Parse(string path)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(new Secret(path, null).Read()));
            return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? root : throw Wrong(path, "it is no kubeconfig");
        }
        catch (YamlException exception)
        {
            throw Wrong(path, $"line {exception.Start.Line} is not valid YAML");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // How the library gives up on some broken plain scalars and tags.
            throw Wrong(path, "it is not valid YAML");
        }
    }

    // "…-data" is the content in Base64 and goes before the file, as with kubectl.
    private static Secret? Secret(string path, string folder, YamlMappingNode node, string key)
    {
        if (Text(node, key + "-data") is { Length: > 0 } data)
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length) ? new Secret(null, Encoding.UTF8.GetString(bytes, 0, length)) : throw Wrong(path, $"{key}-data is no Base64");
        }

        return FileOf(path, folder, node, key);
    }

    // A name is taken from where the kubeconfig lies, as kubectl takes it.
    private static Secret? FileOf(string path, string folder, YamlMappingNode node, string key) =>
        Text(node, key) is not { Length: > 0 } file ? null
        : file.Contains('\0', StringComparison.Ordinal) ? throw Wrong(path, $"{key} is no file name")
        : new Secret(Path.GetFullPath(file, folder), null);

    private static YamlMappingNode? Named(YamlMappingNode root, string list, string name, string part) =>
        (Child(root, list) as YamlSequenceNode)?.OfType<YamlMappingNode>().FirstOrDefault(entry => Text(entry, "name") == name) is { } found ? Child(found, part) as YamlMappingNode : null;

    private static string? Text(YamlMappingNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var child) ? child : null;

    private static AccessException Wrong(string path, string what) => new($"the kubeconfig {path} can't be used: {what}");
}

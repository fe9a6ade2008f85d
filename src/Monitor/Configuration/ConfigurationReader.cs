using System.Text;
using FlinkReady.FlinkClient.Files;
using FlinkReady.Monitor.Configuration.Keys;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Reads a configuration, file and environment taken together: either a sound one, or every mistake in it at once.</summary>
internal static class ConfigurationReader
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file and lays the environment over it.</summary>
    /// <param name="path">The file, null for none.</param>
    /// <param name="environment">All variables; those that begin with <c>FLINKREADY__</c> count.</param>
    public static ConfigurationResult Read(string? path, IReadOnlyDictionary<string, string> environment) => Read(ConfigurationParts.Of(path), environment);

    /// <summary>Reads files, takes them together and lays the environment over them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="environment">All variables; those that begin with <c>FLINKREADY__</c> count.</param>
    public static ConfigurationResult Read(ConfigurationParts files, IReadOnlyDictionary<string, string> environment)
    {
        var folders = files.All.ToDictionary(path => path, path => Path.GetDirectoryName(Path.GetFullPath(path))!, StringComparer.Ordinal);
        var context = new ReadContext(files.All.Count > 0 ? folders[files.All[0]] : Directory.GetCurrentDirectory(), folders);
        Node? root = null;
        var faults = new List<Mistake>();
        foreach (var path in files.All)
        {
            var part = ReadTree(path, out var fault);
            if (fault is not null)
            {
                faults.Add(fault);
            }
            else if (files.Waivers.Contains(path) && !files.Files.Contains(path))
            {
                RefuseOtherKeys(part, context);
                root = NodeMerge.Merge(root, part, string.Empty, context);
            }
            else
            {
                root = NodeMerge.Merge(root, part, string.Empty, context);
            }
        }

        return faults.Count > 0 ? new ConfigurationResult(null, faults) : Read(root, files.Name, environment, context);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML, null for none.</param>
    /// <param name="source">What to call it.</param>
    /// <param name="folder">Where file names in it start from.</param>
    /// <param name="environment">All variables.</param>
    internal static ConfigurationResult Read(string? text, string? source, string folder, IReadOnlyDictionary<string, string> environment)
    {
        Node? root = null;
        if (text is not null)
        {
            root = YamlTree.Parse(text, source ?? string.Empty, out var broken);
            if (broken is not null)
            {
                return new ConfigurationResult(null, [broken]);
            }
        }

        return Read(root, source, environment, new ReadContext(folder));
    }

    private static ConfigurationResult Read(Node? root, string? source, IReadOnlyDictionary<string, string> environment, ReadContext context)
    {
        root = EnvironmentOverlay.Apply(root, TopKeys.Shape, environment, context) ?? new MapNode(new Place(source ?? "configuration", 1, 1), []);
        TopKeys.Shape.TryRead(root, string.Empty, context, out var draft);
        var configuration = ConfigurationBuilder.Build(draft, source, context);
        var mistakes = context.Mistakes.OrderBy(mistake => mistake.Place.Line == 0).ThenBy(mistake => mistake.Place.Line).ThenBy(mistake => mistake.Place.Column).ToList();
        return new ConfigurationResult(mistakes.Count == 0 ? configuration : null, mistakes);
    }

    private static Node? ReadTree(string path, out Mistake? fault)
    {
        try
        {
            return YamlTree.Parse(Strict.GetString(BoundedFile.Read(path, MaxBytes)).TrimStart('\uFEFF'), path, out fault);
        }
        catch (DecoderFallbackException)
        {
            fault = new Mistake(new Place(path), "is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = new Mistake(new Place(path), FileFaults.Why(exception));
        }

        return null;
    }

    private static void RefuseOtherKeys(Node? part, ReadContext context)
    {
        foreach (var key in (part as MapNode)?.Entries.Select(entry => entry.Key).Where(key => key.Text != "waivers") ?? [])
        {
            context.Add(key, $"\"{key.Text}\" has no place in a file of --waivers: give the file with --config");
        }
    }
}

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
    public static ConfigurationResult Read(string? path, IReadOnlyDictionary<string, string> environment)
    {
        if (path is null)
        {
            return Read(null, null, Directory.GetCurrentDirectory(), environment);
        }

        try
        {
            var text = Strict.GetString(BoundedFile.Read(path, MaxBytes)).TrimStart('\uFEFF');
            return Read(text, path, Path.GetDirectoryName(Path.GetFullPath(path))!, environment);
        }
        catch (DecoderFallbackException)
        {
            return Failed(path, "is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(path, FileFaults.Why(exception));
        }
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

        var context = new ReadContext(folder);
        root = EnvironmentOverlay.Apply(root, TopKeys.Shape, environment, context) ?? new MapNode(new Place(source ?? "configuration", 1, 1), []);
        TopKeys.Shape.TryRead(root, string.Empty, context, out var draft);
        var configuration = ConfigurationBuilder.Build(draft, source, context);
        var mistakes = context.Mistakes.OrderBy(mistake => mistake.Place.Line == 0).ThenBy(mistake => mistake.Place.Line).ThenBy(mistake => mistake.Place.Column).ToList();
        return new ConfigurationResult(mistakes.Count == 0 ? configuration : null, mistakes);
    }

    private static ConfigurationResult Failed(string path, string why) => new(null, [new Mistake(new Place(path), why)]);
}

using System.IO.Compression;
using System.Text;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>The libraries of the Flink distributions beside the repository: what knows Flink's keys and methods for certain.</summary>
internal static class FlinkLibraries
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Unpacked = new(UnpackAsync);

    /// <summary>A folder of jars for each version; empty where there is no distribution.</summary>
    public static Task<IReadOnlyList<string>> Folders => Unpacked.Value;

    private static readonly Lazy<Task<string>> Words = new(ReadWordsAsync);

    /// <summary>True where some version has <paramref name="key"/> as a text, as its options have.</summary>
    public static async Task<bool> KnowAsync(string key) => (await Words.Value).Contains(key, StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> UnpackAsync()
    {
        if (SharedMaterial.PathOf("flink") is not { } shared || ExternalTool.Find("tar") is not { } tar)
        {
            return [];
        }

        var root = Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "flink-libraries");
        var folders = new List<string>();
        foreach (var archive in Directory.GetFiles(shared, "flink-*.tar.xz").Order(StringComparer.Ordinal))
        {
            var folder = Path.Combine(root, Path.GetFileName(archive)[.."flink-0.00.0".Length].TrimEnd('.', 't'));
            if (!Directory.Exists(folder))
            {
                var work = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
                var (exitCode, output) = await tar.RunAsync(["-xJf", archive, "-C", work, "--strip-components=2", "--wildcards", "*/lib/*.jar"], string.Empty, CancellationToken.None);
                Assert.True(exitCode == 0, output);
                Directory.Move(work, folder);
            }

            folders.Add(folder);
        }

        return folders;
    }

    // The texts of all classes that are called options: a class file holds them as they are.
    private static async Task<string> ReadWordsAsync()
    {
        var words = new StringBuilder();
        foreach (var jar in (await Folders).SelectMany(folder => Directory.GetFiles(folder, "*.jar")))
        {
            using var archive = await ZipFile.OpenReadAsync(jar);
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith("Options.class", StringComparison.Ordinal) || entry.FullName.EndsWith("ConfigConstants.class", StringComparison.Ordinal)))
            {
                using var bytes = new MemoryStream();
                await using var stream = await entry.OpenAsync();
                await stream.CopyToAsync(bytes);
                words.Append(Encoding.Latin1.GetString(bytes.ToArray())).Append('\0');
            }
        }

        return words.ToString();
    }
}

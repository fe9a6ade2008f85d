using FlinkReady.Monitor.Configuration.Yaml;

namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>Gathers mistakes while a configuration is read, and knows the folders that its file names start from.</summary>
/// <param name="folder">Where names start from that stand in no file.</param>
/// <param name="folders">The folder of each file; null where there is one folder for all.</param>
internal sealed class ReadContext(string folder, IReadOnlyDictionary<string, string>? folders = null)
{
    private readonly List<Mistake> _mistakes = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Mistake> Mistakes => _mistakes;

    /// <summary>Notes a mistake.</summary>
    public void Add(Place place, string message) => _mistakes.Add(new Mistake(place, TemplateMarks.Unmark(message)));

    /// <summary>Notes a mistake in the value of <paramref name="node"/>.</summary>
    public void Add(Node node, string message) => Add(node.Place, message);

    /// <summary>Notes a mistake of a section as a whole where it <paramref name="isWrong"/>; gives the section on.</summary>
    public T Check<T>(T section, MapNode written, bool isWrong, string message)
    {
        if (isWrong)
        {
            Add(written, message);
        }

        return section;
    }

    /// <summary>A file's full path.</summary>
    /// <param name="path">As written.</param>
    /// <param name="written">Where it was written.</param>
    public string Resolve(string path, Node written) => Path.GetFullPath(path, folders?.GetValueOrDefault(written.Place.Source) ?? folder);
}

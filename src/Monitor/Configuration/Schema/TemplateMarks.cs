namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>What stands in a template that was read for the name and the namespace of a resource: words that hosts, paths and patterns may have.</summary>
internal static class TemplateMarks
{
    /// <summary>The resource's name, as it is written.</summary>
    public const string Name = "{name}";

    /// <summary>Its namespace, as it is written.</summary>
    public const string Namespace = "{namespace}";

    private const string MarkOfName = "name-of-the-resource";
    private const string MarkOfNamespace = "namespace-of-the-resource";

    /// <summary>A text as it is written, with marks.</summary>
    public static string Mark(string text) => text.Replace(Namespace, MarkOfNamespace, StringComparison.Ordinal).Replace(Name, MarkOfName, StringComparison.Ordinal);

    /// <summary>True where a text that was read has to be filled.</summary>
    public static bool AreIn(string text) => text.Contains(MarkOfNamespace, StringComparison.Ordinal) || text.Contains(MarkOfName, StringComparison.Ordinal);

    /// <summary>A text that was read, for a resource.</summary>
    public static string Fill(string text, string ns, string name) =>
        text.Replace(MarkOfNamespace, ns, StringComparison.Ordinal).Replace(MarkOfName, name, StringComparison.Ordinal);

    /// <summary>A text that was read, as it was written: what is said of it has to be found in the file.</summary>
    public static string Unmark(string text) => Fill(text, Namespace, Name);
}

using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.Monitor.Web;

/// <summary>Addresses of pages, relative to the root, so that they hold behind any prefix. Names stand in queries: they may hold slashes.</summary>
internal static class PageLinks
{
    /// <summary>The page of a target.</summary>
    public static string Target(string name) => $"target?name={Uri.EscapeDataString(name)}";

    /// <summary>The page of a job; one of several of its name where an id is given.</summary>
    public static string Job(string target, string name, string? id = null) =>
        $"job?target={Uri.EscapeDataString(target)}&name={Uri.EscapeDataString(SecretText.Mask(name))}{(id is null ? string.Empty : $"&id={Uri.EscapeDataString(id)}")}";

    /// <summary>The page of a rule.</summary>
    public static string Rule(string id) => $"rules/{id}";

    /// <summary>What fails a rule.</summary>
    public static string Failing(string rule) => $"find?rule={Uri.EscapeDataString(rule)}";
}

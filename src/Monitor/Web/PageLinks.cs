using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Web;

/// <summary>Addresses of pages, relative to the root, so that they hold behind any prefix. Names stand in queries: they may hold slashes.</summary>
internal static class PageLinks
{
    /// <summary>The page of a target.</summary>
    public static string Target(string name) => $"target?name={Uri.EscapeDataString(name)}";

    /// <summary>True where a job is asked for by its name, or by what is shown of it: credentials in names are masked.</summary>
    public static bool IsNamed(string job, string asked) => job == asked || SecretText.Mask(job) == asked;

    /// <summary>The page of a job; one of several of its name where an id is given.</summary>
    public static string Job(string target, string name, string? id = null) =>
        $"job?target={Uri.EscapeDataString(target)}&name={Uri.EscapeDataString(SecretText.Mask(name))}{(id is null ? string.Empty : $"&id={Uri.EscapeDataString(id)}")}";

    /// <summary>The page of a rule.</summary>
    public static string Rule(string id) => $"rules/{id}";

    /// <summary>What fails a rule.</summary>
    public static string Failing(string rule) => $"find?rule={Uri.EscapeDataString(rule)}";

    /// <summary>An address for readers elsewhere: on the monitor's own address where that is known, else from the root of whatever host they asked.</summary>
    public static string FromRoot(WebSettings web, string address) =>
        web.PublicUrl is { } own ? Absolute(own, address) : $"{web.BasePath}{address}";

    /// <summary>An address on the monitor's own.</summary>
    public static string Absolute(Uri own, string address) => $"{own.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{address}";
}

using System.Text;
using FlinkReady.Fleet.Serving;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Writes the configuration of a monitor that looks at a fleet.</summary>
public static class FleetConfiguration
{
    /// <summary>A file with a target for each cluster, named as it is, and lines before and after them.</summary>
    public static string Write(Folder folder, FleetServer server, string head = "", string tail = "")
    {
        var text = new StringBuilder(head).AppendLine("targets:");
        foreach (var cluster in server.Fleet.Clusters)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  - {{ name: {cluster.Name}, url: {server.UrlOf(cluster.Name)} }}");
        }

        return folder.Write("flinkready.yaml", text.Append(tail).ToString());
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Xml;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /changes.atom</c>: the changes for feed readers and chats (RFC 4287).</summary>
internal sealed class ChangesFeed(ChangeLog log, PublishedState published)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const int MostEntries = 200;

    public Task HandleAsync(HttpContext context) =>
        Answers.BytesAsync(context, 200, "application/atom+xml; charset=utf-8", Write(log, published.Configuration.Web.PublicUrl));

    /// <summary>The feed.</summary>
    /// <param name="log">The changes.</param>
    /// <param name="own">The monitor's address; where nobody said, links are relative to the feed's.</param>
    public static byte[] Write(ChangeLog log, Uri? own)
    {
        var changes = log.Since(DateTimeOffset.MinValue).Take(MostEntries).ToList();
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            if (own is not null)
            {
                xml.WriteAttributeString("xml", "base", null, PageLinks.Absolute(own, string.Empty));
            }

            Text(xml, "title", "FlinkReady: changes");
            Text(xml, "id", own is null ? "urn:flinkready:changes" : PageLinks.Absolute(own, "changes.atom"));
            Text(xml, "updated", Time(changes.Count > 0 ? changes[0].At : log.KnownSince));
            Link(xml, "self", "changes.atom");
            Link(xml, "alternate", "changes");
            foreach (var change in changes)
            {
                Entry(xml, change);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Entry(XmlWriter xml, Change change)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "title", PlainText.Line(Title(change), 200));
        Text(xml, "id", Id(change));
        Text(xml, "updated", Time(change.At));
        Link(xml, "alternate", ChangeLinks.Of(change));
        xml.WriteStartElement("author", Namespace);
        Text(xml, "name", "flinkready");
        xml.WriteEndElement();
        Text(xml, "summary", PlainText.Line($"{change.Message} ({change.From} → {change.To})"));
        xml.WriteEndElement();
    }

    private static string Title(Change change)
    {
        var place = change switch
        {
            { Target: { } target, JobName: { } job } => $"{target} / {job}",
            { Target: { } target } => target,
            _ => ReportWords.PlaceOf(change.Rule),
        };
        return change.Rule is { } rule ? $"{place}: {rule} {change.To}" : $"{place}: {change.To}";
    }

    // The same after a restart: readers tell entries apart by it.
    private static string Id(Change change)
    {
        var text = string.Join('\u001F', change.At.UtcTicks, change.Kind, change.Target, change.JobName, change.Rule, change.From, change.To);
        return $"urn:flinkready:change:{Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}

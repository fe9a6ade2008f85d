using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Validates reports against Jenkins' schema of JUnit XML.</summary>
internal static class JUnitSchema
{
    // Since its fifth version the schema lets "skipped" carry what "failure" and "error" carry: the message is where servers look for the reason.
    private const string OldSkipped = """<xs:element name="skipped" type="xs:string"/>""";
    private const string Skipped = """<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>""";

    private static readonly Lazy<XmlSchemaSet> Loaded = new(Load);

    /// <summary>The report, which is valid; fails the test with the schema's words where it is not.</summary>
    public static XDocument AssertValid(string xml)
    {
        var mistakes = Check(xml, out var document);
        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes.Take(10)));
        return document;
    }

    /// <summary>What the schema has against a report.</summary>
    public static IReadOnlyList<string> Check(string xml) => Check(xml, out _);

    private static List<string> Check(string xml, out XDocument document)
    {
        var mistakes = new List<string>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true };
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        document = XDocument.Load(reader);
        document.Validate(Loaded.Value, (_, mistake) => mistakes.Add(mistake.Message));
        return mistakes;
    }

    private static XmlSchemaSet Load()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "jenkins-junit.xsd"));
        Assert.Contains(OldSkipped, text, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(text.Replace(OldSkipped, Skipped, StringComparison.Ordinal)));
        var schemas = new XmlSchemaSet();
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}

using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Puts a resource's name and namespace into every value of a template. What has no place for them stays the same object: a thousand targets share it.</summary>
internal readonly struct TemplateFilling(string ns, string name)
{
    /// <summary>The target without name and address.</summary>
    public TargetDefinition Fill(TargetDefinition template) => template with
    {
        Connection = Fill(template.Connection),
        Labels = Fill(template.Labels, StringComparer.Ordinal),
        PublicUrl = Optional(template.PublicUrl),
        CheckpointMetadata = Fill(template.CheckpointMetadata),
        Prometheus = Same(template.Prometheus, template.Prometheus with { Connection = Fill(template.Prometheus.Connection), Matchers = Fill(template.Prometheus.Matchers, StringComparer.Ordinal) }),
        Jobs = Same(template.Jobs, new JobGlobs { Include = Fill(template.Jobs.Include, Fill), Exclude = Fill(template.Jobs.Exclude, Fill) }),
    };

    private TargetConnection Fill(TargetConnection connection) => Same(connection, connection with
    {
        Urls = Fill(connection.Urls, Fill),
        Headers = Fill(connection.Headers, StringComparer.OrdinalIgnoreCase),
        Proxy = Optional(connection.Proxy),
        Auth = new TargetCredentials
        {
            BearerTokenFile = Optional(connection.Auth.BearerTokenFile),
            Basic = connection.Auth.Basic is { } basic ? new BasicCredentials(Optional(basic.UserName), Fill(basic.PasswordFile)) : null,
        },
        Tls = connection.Tls with
        {
            CaFile = Optional(connection.Tls.CaFile),
            CertificateFile = Optional(connection.Tls.CertificateFile),
            KeyFile = Optional(connection.Tls.KeyFile),
            ServerName = Optional(connection.Tls.ServerName),
        },
    });

    private MetadataSettings Fill(MetadataSettings settings) => Same(settings, settings with { Stores = Fill(settings.Stores, Fill) });

    private MetadataStoreSettings Fill(MetadataStoreSettings store) => store with
    {
        Prefix = Fill(store.Prefix),
        Folder = Optional(store.Folder),
        Web = Fill(store.Web),
        S3 = store.S3 is { } s3 ? s3 with { Endpoint = Optional(s3.Endpoint), Region = Optional(s3.Region), CredentialsFile = Optional(s3.CredentialsFile) } : null,
    };

    private EquatableDictionary Fill(EquatableDictionary texts, StringComparer names)
    {
        var (ofNamespace, ofName) = (ns, name);
        return texts.Values.Any(HasMark)
            ? new EquatableDictionary(texts.Select(entry => KeyValuePair.Create(entry.Key, TemplateMarks.Fill(entry.Value, ofNamespace, ofName))), names)
            : texts;
    }

    private static EquatableList<T> Fill<T>(EquatableList<T> items, Func<T, T> fill) => items.Count == 0 ? items : Same(items, [.. items.Select(fill)]);

    private Glob Fill(Glob glob) => glob.ToString() is var text && HasMark(text) ? new Glob(Fill(text)) : glob;

    private Uri Fill(Uri url) => HasMark(url.AbsoluteUri) ? new Uri(Fill(url.AbsoluteUri)) : url;

    private Uri? Optional(Uri? url) => url is null ? null : Fill(url);

    private string Fill(string text) => TemplateMarks.Fill(text, ns, name);

    private string? Optional(string? text) => text is null ? null : Fill(text);

    private static bool HasMark(string text) => TemplateMarks.AreIn(text);

    private static T Same<T>(T template, T filled)
        where T : class, IEquatable<T> => filled.Equals(template) ? template : filled;
}

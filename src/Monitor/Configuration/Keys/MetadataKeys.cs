using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>checkpointMetadata</c>.</summary>
internal static class MetadataKeys
{
    private static readonly string[] Ways = ["s3", "folder", "url"];

    /// <summary>The section, at the top of the file or of a target.</summary>
    public static SectionShape<MetadataSettings> Shape { get; } = new("section", static _ => new MetadataSettings(),
    [
        new Key<MetadataSettings, bool>("enabled", Values.Flag, static (settings, value) => settings with { Enabled = value }, "false", "true",
            "Whether the `_metadata` of checkpoints is read. Without `stores` nothing is."),
        new Key<MetadataSettings, long>("maxBytes", Values.Bytes(1024, 1L << 30), static (settings, value) => settings with { MaxBytes = value }, "64MiB", "256MiB",
            "A longer file is left alone."),
        new Key<MetadataSettings, TimeSpan>("minInterval", Values.Duration(Ranges.MinInterval.Minimum, Ranges.MinInterval.Maximum), static (settings, value) => settings with { MinInterval = value }, "10m", "1m",
            "How long a job is left alone after an attempt that failed."),
        new Key<MetadataSettings, IReadOnlyList<MetadataStoreSettings>>("stores", new ListShape<MetadataStoreSettings>(Store, "list of stores"), static (settings, value) => settings with { Stores = [.. value] }, null,
            "[{ prefix: \"file:/flink-data/\", folder: /mnt/flink-data }]",
            "The places below which files may be read, and how. Of several that fit, the one with the longest prefix is taken. Elsewhere nothing is ever read."),
    ]);

    private static SectionShape<MetadataStoreSettings> Store => new("store", static _ => new MetadataStoreSettings(),
    [
        new Key<MetadataStoreSettings, string>("prefix", Prefix, static (store, value) => store with { Prefix = value }, null, "s3://flink-state/checkpoints/",
            "The folder as Flink's paths name it: what `execution.checkpointing.dir` says, or a folder above it. `s3a:` and `s3p:` are `s3:`."),
        new Key<MetadataStoreSettings, S3Settings>("s3", S3, static (store, value) => store with { S3 = value }, "AWS, with its usual chain of credentials", "{ endpoint: \"https://minio:9000\", pathStyle: true }",
            "How the S3 is reached."),
        new Key<MetadataStoreSettings, string>("folder", Values.File, static (store, value) => store with { Folder = value }, "the path itself, for `file:`", "/mnt/flink-data",
            "Where the folder is on this machine: a volume that is mounted read-only."),
        Web("url", ConnectionKeys.ServerUrl, static (web, value) => web with { Urls = [value] }, null, "https://files.example.com/flink/",
            "Where the folder is on a web server."),
        Web("headers", ConnectionKeys.Headers, static (web, value) => web with { Headers = value }, null, "{ X-Api-Key-Id: flinkready }",
            "Headers sent to `url` with every request."),
        Web("auth", ConnectionKeys.Auth, static (web, value) => web with { Auth = value }, null, "{ bearerTokenFile: /var/run/secrets/token }",
            "Credentials for `url`: one of bearerTokenFile and basic."),
        Web("tls", ConnectionKeys.Tls, static (web, value) => web with { Tls = value }, null, "{ caFile: ca.pem }",
            "What https trusts and shows at `url`. Files are PEM."),
    ],
    static (store, written, context) => Check(store, written, context));

    private static SectionShape<S3Settings> S3 => new("section", static _ => new S3Settings(),
    [
        new Key<S3Settings, Uri>("endpoint", Endpoint, static (s3, value) => s3 with { Endpoint = value }, "AWS", "https://minio:9000",
            "The server, where it is not AWS."),
        new Key<S3Settings, string>("region", Values.Text, static (s3, value) => s3 with { Region = value }, "the usual chain's; us-east-1 at an `endpoint`", "eu-west-1",
            "What requests are signed for."),
        new Key<S3Settings, bool>("pathStyle", Values.Flag, static (s3, value) => s3 with { PathStyle = value }, "false", "true",
            "Names the bucket in the path and not in the host, as most servers that are not AWS want it."),
        new Key<S3Settings, string>("credentialsFile", Values.File, static (s3, value) => s3 with { CredentialsFile = value }, "what the environment names, a role of the pod, the user's file; not the machine's role", "/var/run/secrets/s3",
            "A file as AWS' own tools have it, of which the profile `default` is taken. Read again for every file."),
    ]);

    private static Shape<string> Prefix => new ScalarShape<string>("folder of checkpoints", static text =>
    {
        try
        {
            return StoreAddress.Parse(text) is { Scheme: "file", Path.Count: 0 } ? (text, "must name a folder: this would be all files of the machine") : (text, null);
        }
        catch (UnreadException)
        {
            return (text, $"must be a folder as Flink writes it, such as s3://flink-state/checkpoints/ or file:/flink-data/, not \"{text}\"");
        }
    });

    private static Shape<Uri> Endpoint => new ScalarShape<Uri>("URL", static text => TargetUrls.TryParse(text, out var url, out var wrong)
        ? (url, url.UserInfo.Length > 0 || url.AbsolutePath != "/" ? "must be the server's address alone: keys stand in credentialsFile, the bucket in prefix" : null)
        : (null!, wrong));

    private static MetadataStoreSettings Check(MetadataStoreSettings store, MapNode written, ReadContext context)
    {
        if (!written.Has("prefix"))
        {
            context.Add(written, "a store needs prefix");
        }

        var ways = Ways.Where(written.Has).ToList();
        if (ways.Count > 1)
        {
            context.Add(written, "a store has one of s3, folder and url, not several");
        }

        if (!written.Has("url") && (written.Has("auth") || written.Has("tls") || written.Has("headers")))
        {
            context.Add(written, "headers, auth and tls of a store need url");
        }

        if (store.Prefix.Length > 0 && SchemeOf(store.Prefix) is { } scheme)
        {
            context.Check(store, written, ways.Count == 0 && scheme is not ("file" or "s3"), $"a store of {scheme}: needs folder or url: this program reads only file: and s3: by itself");
            context.Check(store, written, ways.Contains("s3") && scheme != "s3", $"s3 is for a prefix that begins with s3://, not {scheme}:");
        }

        return store;
    }

    private static string? SchemeOf(string prefix)
    {
        try
        {
            return StoreAddress.Parse(prefix).Scheme;
        }
        catch (UnreadException)
        {
            return null;
        }
    }

    private static Key<MetadataStoreSettings, T> Web<T>(string name, Shape<T> shape, Func<TargetConnection, T, TargetConnection> put, string? @default, string example, string description) =>
        new(name, shape, (store, value) => store with { Web = put(store.Web, value) }, @default, example, description);
}

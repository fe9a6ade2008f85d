using System.Reflection;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Names;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>
/// Whatever of a target changes is seen: a property that equality leaves out, or a collection that is compared by reference, would make a
/// reload go unnoticed or disturb targets that did not change.
/// </summary>
public sealed class TargetEqualityTests
{
    public static TheoryData<string> Properties => [.. Paths(Sample(), string.Empty)];

    public static TheoryData<string> StoreProperties => [.. Paths(Store(), string.Empty)];

    [Fact]
    public void Two_that_say_the_same_are_equal()
    {
        Assert.Equal(Sample(), Sample());
        Assert.Equal(Sample().GetHashCode(), Sample().GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_change_of_any_property_is_seen(string path)
    {
        var changed = (EffectiveTarget)Changed(Sample(), path.Split('.'));

        Assert.NotEqual(Sample(), changed);
        Assert.Equal(changed, (EffectiveTarget)Changed(Sample(), path.Split('.')));
    }

    [Theory]
    [MemberData(nameof(StoreProperties))]
    public void A_change_of_any_property_of_a_store_is_seen(string path)
    {
        var changed = (MetadataStoreSettings)Changed(Store(), path.Split('.'));

        Assert.NotEqual(Store(), changed);
        Assert.Equal(changed, (MetadataStoreSettings)Changed(Store(), path.Split('.')));
    }

    [Fact]
    public void The_walk_reaches_every_record()
    {
        Assert.Contains("Definition.Connection.Auth.Basic.PasswordFile", Properties.Select(row => row.Data));
        Assert.Contains("Definition.Connection.Tls.InsecureSkipVerify", Properties.Select(row => row.Data));
        Assert.Contains("Definition.Prometheus.Connection.Auth.BearerTokenFile", Properties.Select(row => row.Data));
        Assert.Contains("S3.Region", StoreProperties.Select(row => row.Data));
        Assert.Contains("Definition.Jobs.Exclude", Properties.Select(row => row.Data));
    }

    // Nothing in it is null: a property without a value could not be walked into.
    private static EffectiveTarget Sample() => new(
        new TargetDefinition
        {
            Name = "orders",
            Recording = "orders.zip",
            PollInterval = TimeSpan.FromSeconds(30),
            UpgradeMode = "last-state",
            Labels = new EquatableDictionary([new("team", "orders")], StringComparer.Ordinal),
            PublicUrl = "https://flink.example.com/orders",
            Jobs = new JobGlobs { Include = [new Glob("a*")], Exclude = [new Glob("b*")] },
            Connection = Connection(),
            Prometheus = new PrometheusSettings
            {
                Connection = Connection(),
                Matchers = new EquatableDictionary([new("namespace", "flink")], StringComparer.Ordinal),
                MinInterval = TimeSpan.FromMinutes(1),
            },
            CheckpointMetadata = new MetadataSettings
            {
                Enabled = true,
                MaxBytes = 1024,
                MinInterval = TimeSpan.FromMinutes(1),
                Stores = [Store()],
            },
        },
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(60),
        64L << 20);

    private static TargetConnection Connection() => new()
    {
        Urls = [new Uri("http://me:secret@jm-0:8081"), new Uri("http://jm-1:8081")],
        Headers = new EquatableDictionary([new("X-User", "me")], StringComparer.OrdinalIgnoreCase),
        Proxy = new Uri("http://me:secret@proxy:3128"),
        Auth = new TargetCredentials { BearerTokenFile = "/token", Basic = new BasicCredentials("me", "/password") },
        Tls = new TlsSettings { CaFile = "/ca", CertificateFile = "/certificate", KeyFile = "/key", ServerName = "flink" },
    };

    private static MetadataStoreSettings Store() => new()
    {
        Prefix = "s3://flink-state/",
        Folder = "/flink-state",
        S3 = new S3Settings { Endpoint = new Uri("https://minio:9000"), Region = "eu-west-1", PathStyle = true, CredentialsFile = "/s3" },
        Web = Connection(),
    };

    private static IEnumerable<string> Paths(object record, string prefix) =>
        Settable(record).SelectMany(property => IsRecord(property.PropertyType)
            ? Paths(ValueOf(property, record), $"{prefix}{property.Name}.")
            : [prefix + property.Name]);

    private static object Changed(object record, ReadOnlySpan<string> path)
    {
        var property = record.GetType().GetProperty(path[0])!;
        var value = ValueOf(property, record);
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, path.Length > 1 ? Changed(value, path[1..]) : Other(value));
        return copy;
    }

    private static object Other(object value) => value switch
    {
        string text => text + "x",
        bool flag => !flag,
        int number => number + 1,
        long number => number + 1,
        TimeSpan duration => duration + TimeSpan.FromSeconds(1),
        Uri { UserInfo.Length: 0 } url => new UriBuilder(url) { Port = url.Port + 1 }.Uri,
        Uri url => WithOtherPassword(url),
        EquatableList<Uri> urls => EquatableList.Create([WithOtherPassword(urls[0]), .. urls.Skip(1)]),
        EquatableList<Glob> globs => EquatableList.Create([.. globs, new Glob("c*")]),
        EquatableList<MetadataStoreSettings> stores => EquatableList.Create([.. stores, new MetadataStoreSettings { Prefix = "s3://another/" }]),
        EquatableDictionary entries => new EquatableDictionary(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value + "x")), StringComparer.Ordinal),
        _ => throw new NotSupportedException($"Say here what another {value.GetType()} is."),
    };

    private static Uri WithOtherPassword(Uri url) => new UriBuilder(url) { UserName = "me", Password = "another" }.Uri;

    private static IEnumerable<PropertyInfo> Settable(object record) => record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static object ValueOf(PropertyInfo property, object record) =>
        property.GetValue(record) ?? throw new InvalidOperationException($"Give {property.Name} a value in the sample.");
}

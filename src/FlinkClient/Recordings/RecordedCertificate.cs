using System.Globalization;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>The certificate of the connection among the headers of a recorded exchange, under names that no server sends.</summary>
internal static class RecordedCertificate
{
    private const string Subject = "x-flinkready-certificate-subject";
    private const string NotAfter = "x-flinkready-certificate-not-after";
    private const string Owner = "x-flinkready-certificate-of";
    private const string Authority = "authority";

    /// <summary>Adds it to the headers of an exchange.</summary>
    public static Dictionary<string, string> AddTo(Dictionary<string, string>? headers, ServerCertificate certificate) => new(headers ?? [])
    {
        [Subject] = certificate.Subject,
        [NotAfter] = certificate.NotAfter.ToString("O", CultureInfo.InvariantCulture),
        [Owner] = certificate.IsServersOwn ? "server" : Authority,
    };

    /// <summary>Finds it; null where no exchange has it.</summary>
    public static ServerCertificate? Find(IEnumerable<RecordedExchange> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            if (exchange.Headers is { } headers && headers.TryGetValue(NotAfter, out var text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var notAfter))
            {
                return new ServerCertificate(headers.GetValueOrDefault(Subject) ?? string.Empty, headers.GetValueOrDefault(Owner) != Authority, notAfter);
            }
        }

        return null;
    }
}

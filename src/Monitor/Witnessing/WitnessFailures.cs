using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>The words for what came of asking a witness.</summary>
internal static class WitnessFailures
{
    /// <summary>The written form of a reason.</summary>
    public static string ResultOf(UnreadReason reason) => reason switch
    {
        UnreadReason.NotAddressable => "notAddressable",
        UnreadReason.NotConfigured => "notConfigured",
        UnreadReason.Refused => "refused",
        UnreadReason.Gone => "gone",
        UnreadReason.Denied => "denied",
        UnreadReason.TooLarge => "tooLarge",
        UnreadReason.BadMetadata => "badMetadata",
        _ => "failed",
    };

    /// <summary>The reason that a reading gives for it.</summary>
    public static FailureReason ReasonOf(string result) => result switch
    {
        "denied" or "refused" => FailureReason.Forbidden,
        "tooLarge" => FailureReason.TooLarge,
        "badMetadata" or "foreign" or "empty" => FailureReason.BadPayload,
        "gone" => FailureReason.Http4xx,
        _ => FailureReason.Connection,
    };

    /// <summary>A file's address as it is shown, and the server that has it.</summary>
    public static (string Shown, string Server) AddressOf(string? externalPath)
    {
        try
        {
            var address = StoreAddress.OfMetadata(externalPath);
            return (address.ToString(), $"{address.Scheme}://{address.Authority}");
        }
        catch (UnreadException)
        {
            return (SecretText.Mask(externalPath ?? string.Empty), string.Empty);
        }
    }
}

using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>
/// The credentials that went out with a request, masked in every form in which an answer may bring them back: as they are,
/// escaped for JSON, HTML or a URL, or in base64, as in an <c>Authorization</c> header. A server or a proxy that reports what
/// it was sent must not make them part of a message or a recording.
/// </summary>
internal sealed class SentSecrets
{
    /// <summary>Shorter ones are left alone: <c>admin</c> or <c>true</c> stands in answers for other reasons too.</summary>
    public const int MinLength = 6;

    /// <summary>From this length on no name or number of Flink's and no tenant is taken for a secret by accident.</summary>
    public const int UnmistakableLength = 16;

    private readonly SecretForms _all;
    private readonly SecretForms _unmistakable;

    private SentSecrets(string[] secrets)
    {
        _all = new SecretForms(secrets);
        _unmistakable = new SecretForms(secrets.Where(secret => secret.Length >= UnmistakableLength));
    }

    /// <summary>Nothing was sent that is secret.</summary>
    public static SentSecrets None { get; } = new([]);

    /// <summary>Those of the texts that are long enough to be told from other text.</summary>
    public static SentSecrets Of(IEnumerable<string> secrets)
    {
        string[] longEnough = [.. secrets.Where(secret => secret.Length >= MinLength)];
        return longEnough.Length == 0 ? None : new SentSecrets(longEnough);
    }

    /// <summary>
    /// The text as it may leave the program: each secret that was sent is masked, and what looks like one. The same instance
    /// where there is none.
    /// </summary>
    public string Mask(string text) => SecretText.Mask(_all.Mask(text));

    /// <summary>As <see cref="Mask"/>, cut to a length in between: a cut secret is found no more, and the search for what looks like one is slow.</summary>
    public string MaskStart(string text, int length)
    {
        var masked = _all.Mask(text);
        return SecretText.Mask(masked.Length > length ? masked[..length] : masked);
    }

    /// <summary>As <see cref="Mask"/>, for a name or a number: of the secrets that were sent, only those that none of Flink's can hold.</summary>
    public string MaskName(string name) => SecretText.Mask(_unmistakable.Mask(name));
}

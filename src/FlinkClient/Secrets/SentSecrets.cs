using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>
/// The credentials that went out with a request, in every form in which an answer may bring them back: as they are, escaped for
/// JSON, HTML or a URL, or in base64, as in an <c>Authorization</c> header. A server or a proxy that reports what it was sent must not make them
/// part of a message or a recording.
/// </summary>
internal sealed class SentSecrets
{
    /// <summary>Shorter ones are left alone: <c>admin</c> or <c>true</c> stands in answers for other reasons too.</summary>
    public const int MinLength = 6;

    /// <summary>From this length on no name of Flink's and no tenant is taken for a secret by accident.</summary>
    public const int UnmistakableLength = 16;

    private readonly string[] _forms;
    private readonly string[] _unmistakable;

    private SentSecrets(string[] secrets)
    {
        _forms = [.. secrets.SelectMany(Forms).Distinct(StringComparer.Ordinal)];
        _unmistakable = [.. secrets.Where(secret => secret.Length >= UnmistakableLength).SelectMany(Forms).Distinct(StringComparer.Ordinal)];
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
    public string Mask(string text) => SecretText.Mask(Mask(text, _forms));

    /// <summary>As <see cref="Mask(string)"/>, cut to a length between the two: a cut secret is none any more, and the search for what looks like one is slow.</summary>
    public string MaskStart(string text, int length)
    {
        var masked = Mask(text, _forms);
        return SecretText.Mask(masked.Length > length ? masked[..length] : masked);
    }

    /// <summary>As <see cref="Mask(string)"/>, for a name: of the secrets that were sent, only those that no name of Flink's can hold.</summary>
    public string MaskName(string name) => SecretText.Mask(Mask(name, _unmistakable));

    private static string Mask(string text, string[] forms)
    {
        List<(int Start, int End)>? found = null;
        foreach (var form in forms)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
            {
                (found ??= []).Add((at, at + form.Length));
            }
        }

        if (found is null)
        {
            return text;
        }

        found.Sort();
        var masked = new StringBuilder(text.Length);
        var end = 0;
        foreach (var span in found)
        {
            if (span.Start >= end)
            {
                masked.Append(text, end, span.Start - end).Append(SecretText.Masked);
            }

            end = Math.Max(end, span.End);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return WebUtility.UrlEncode(secret);
        var percent = Uri.EscapeDataString(secret);
        yield return percent;
        yield return WithSmallHex(percent);

        // Without its padding, base64 is found with and without it.
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
        yield return base64;
        yield return base64.Replace('+', '-').Replace('/', '_');
    }

    private static string WithSmallHex(string percent) => string.Create(percent.Length, percent, static (result, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isHex = (i >= 1 && text[i - 1] == '%') || (i >= 2 && text[i - 2] == '%');
            result[i] = isHex ? char.ToLowerInvariant(text[i]) : text[i];
        }
    });
}

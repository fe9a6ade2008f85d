using System.Text;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>A text that gives a secret away.</summary>
internal sealed class SecretForm(string text, bool sharesFirst = false, bool sharesLast = false)
{
    // 96 bits: no other text has them by accident.
    private const int MinInnerBase64 = 16;

    /// <summary>What is looked for.</summary>
    public string Text => text;

    /// <summary>True where the character of base64 in front of it holds bits of the secret, and others.</summary>
    public bool SharesFirst => sharesFirst;

    /// <summary>As <see cref="SharesFirst"/>, for the character behind it.</summary>
    public bool SharesLast => sharesLast;

    /// <summary>The secret as it is, and in base64 of itself or of a longer text.</summary>
    public static IEnumerable<SecretForm> Of(string secret)
    {
        yield return new SecretForm(secret);

        // As a form's field. Where it has a plus of its own, that is escaped, and undone before this is looked for.
        yield return new SecretForm(secret.Replace(' ', '+'));
        foreach (var form in InBase64(Encoding.UTF8.GetBytes(secret)))
        {
            yield return form;
            yield return new SecretForm(form.Text.Replace('+', '-').Replace('/', '_'), form.SharesFirst, form.SharesLast);
        }
    }

    private static IEnumerable<SecretForm> InBase64(byte[] secret)
    {
        // Without its padding it is found with and without it.
        yield return new SecretForm(Convert.ToBase64String(secret).TrimEnd('='));

        // Three bytes are four characters, so it can begin in three ways within a longer text. What is certain then are the
        // characters of which the secret has all six bits.
        for (var before = 0; before < 3; before++)
        {
            var begin = 8 * before;
            var end = 8 * (before + secret.Length);
            var first = (begin + 5) / 6;
            var behind = end / 6;
            if (behind - first >= MinInnerBase64)
            {
                var base64 = Convert.ToBase64String([.. new byte[before], .. secret]);
                yield return new SecretForm(base64[first..behind], sharesFirst: begin % 6 != 0, sharesLast: end % 6 != 0);
            }
        }
    }
}

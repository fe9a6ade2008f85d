using System.Text;
using FlinkReady.FlinkClient.Secrets;

namespace FlinkReady.FlinkClient.Tests.Secrets;

/// <summary>A secret in a text, however it is written there.</summary>
public sealed class SentSecretsTests
{
    // With characters that some encoders escape and others leave.
    private const string Secret = "p'l4nt*ed!/ü~(x)";
    private const string Marked = "p'l4nted<&>\"";
    private const string Words = "pl4nted words+of/pass";

    // 17 bytes.
    private const string Key = "pl4nted-s3cret-77";

    [Theory]
    [InlineData("java.net.URLEncoder", Secret, "p%27l4nt*ed%21%2F%C3%BC%7E%28x%29")]
    [InlineData("java.net.URLEncoder, twice", Secret, "p%2527l4nt*ed%2521%252F%25C3%25BC%257E%2528x%2529")]
    [InlineData("encodeURIComponent", Secret, "p'l4nt*ed!%2F%C3%BC~(x)")]
    [InlineData("encodeURIComponent, twice", Secret, "p'l4nt*ed!%252F%25C3%25BC~(x)")]
    [InlineData("Python's quote", Secret, "p%27l4nt%2Aed%21%2F%C3%BC~%28x%29")]
    [InlineData("Python's quote, twice", Secret, "p%2527l4nt%252Aed%2521%252F%25C3%25BC~%2528x%2529")]
    [InlineData("small hex digits", Secret, "p%27l4nt%2aed%21%2f%c3%bc~%28x%29")]
    [InlineData("small hex digits, twice", Secret, "p%2527l4nt%252aed%2521%252f%25c3%25bc~%2528x%2529")]
    [InlineData("RFC 3986 in Latin-1", Secret, "p%27l4nt%2Aed%21%2F%FC~%28x%29")]
    [InlineData("every character", "pl4nt!", "%70%6C%34%6E%74%21")]
    [InlineData("java.net.URLEncoder, spaces", Words, "pl4nted+words%2Bof%2Fpass")]
    [InlineData("java.net.URLEncoder, spaces, twice", Words, "pl4nted%2Bwords%252Bof%252Fpass")]
    [InlineData("Python's html.escape", Marked, "p&#x27;l4nted&lt;&amp;&gt;&quot;")]
    [InlineData("Python's html.escape, twice", Marked, "p&amp;#x27;l4nted&amp;lt;&amp;amp;&amp;gt;&amp;quot;")]
    [InlineData("HTML by names", "pl4nted'ü", "pl4nted&apos;&uuml;")]
    [InlineData("JSON.stringify", "pl4nted\"\\/x", """pl4nted\"\\/x""")]
    [InlineData("JSON.stringify, twice", "pl4nted\"\\/x", """pl4nted\\\"\\\\/x""")]
    [InlineData("Jackson, only ASCII, slashes escaped", "pl4nted/ü😀", """pl4nted\/\u00fc\uD83D\uDE00""")]
    [InlineData("JSON in a URL", "pl4nted\"x", "pl4nted%5C%22x")]
    public void Escaped_or_not_a_secret_is_masked(string how, string secret, string written) =>
        Assert.Equal($"{how} 100%: ******, so & \\", SentSecrets.Of([secret]).Mask($"{how} 100%: {written}, so & \\"));

    [Theory]
    [InlineData("in JSON", "eyJ1c2VyIjoibW9uaXRvciIsInBhc3N3b3JkIjoicGw0bnRlZC1zM2NyZXQtNzcifQ==", "eyJ1c2VyIjoibW9uaXRvciIsInBhc3N3b3JkIjoi******ifQ==")]
    [InlineData("… and more", "cGw0bnRlZC1zM2NyZXQtNzcgYW5kIG1vcmU=", "******gYW5kIG1vcmU=")]
    [InlineData("x… and more", "eHBsNG50ZWQtczNjcmV0LTc3IGFuZCBtb3Jl", "e******IGFuZCBtb3Jl")]
    [InlineData("xy… and more", "eHlwbDRudGVkLXMzY3JldC03NyBhbmQgbW9yZQ==", "eH******BhbmQgbW9yZQ==")]
    public void In_base64_of_a_longer_text_the_characters_with_bits_of_the_secret_are_masked(string text, string base64, string masked) =>
        Assert.Equal($"{text}: \"{masked}\"", SentSecrets.Of([Key]).Mask($"{text}: \"{base64}\""));

    [Theory]
    [InlineData("cGw0bnRlZD4+czNjcmV0Pz83N3p6", "******p6")]
    [InlineData("cGw0bnRlZD4-czNjcmV0Pz83N3p6", "******p6")]
    [InlineData("eHBsNG50ZWQ+PnMzY3JldD8/Nzd6eg==", "e******6eg==")]
    [InlineData("eHBsNG50ZWQ-PnMzY3JldD8_Nzd6eg==", "e******6eg==")]
    [InlineData("eHBsNG50ZWQ%2BPnMzY3JldD8%2FNzd6eg%3D%3D", "e******6eg%3D%3D")]
    public void Both_alphabets_of_base64_are_known_and_either_may_be_escaped(string base64, string masked) =>
        Assert.Equal($"Basic {masked}", SentSecrets.Of(["pl4nted>>s3cret??77"]).Mask($"Basic {base64}"));

    [Fact]
    public void From_13_bytes_on_no_bit_of_a_secret_is_left_in_base64_wherever_it_begins()
    {
        for (var length = 13; length <= 18; length++)
        {
            var secret = Key[..7] + "0123456789x"[..(length - 7)];
            for (var before = 0; before <= 6; before++)
            {
                var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{"abcdef"[..before]}{secret}uvwxyz"));

                var parts = SentSecrets.Of([secret]).Mask(base64).Split("******");

                // A character holds 6 bits, a byte 8.
                Assert.Equal(2, parts.Length);
                Assert.InRange(parts[0].Length * 6, 8 * before - 5, 8 * before);
                Assert.InRange((base64.Length - parts[1].Length) * 6, 8 * (before + length), 8 * (before + length) + 5);
            }
        }
    }

    [Fact]
    public void A_secret_too_short_to_be_sure_of_is_masked_in_base64_of_itself_only()
    {
        var secrets = SentSecrets.Of(["pl4nt3d"]);

        Assert.Equal("******==", secrets.Mask("cGw0bnQzZA=="));
        Assert.Equal("eHBsNG50M2QgYW5kIG1vcmU=", secrets.Mask("eHBsNG50M2QgYW5kIG1vcmU="));
    }

    [Fact]
    public void Secrets_that_overlap_are_one_mask()
    {
        var secrets = SentSecrets.Of(["abcdef123", "123456xyz", "def123456"]);

        Assert.Equal("in ****** and ****** out", secrets.Mask("in abcdef123456xyz and abcdef123 out"));
        Assert.Equal("****** ******", secrets.Mask("123456xyz abcdef123"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("100% & more \\ of it")]
    [InlineData("%70%6C &lt;b&gt; \\n %zz &nosuch; \\u12 %")]
    [InlineData("%25%32%35 %C3 %F0%9F &#xFFFFFFFF; \\ud83d")]
    public void A_text_without_a_secret_stays_the_same(string text) => Assert.Same(text, SentSecrets.Of([Secret, Words, Key]).Mask(text));
}

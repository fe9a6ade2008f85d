using System.Net;
using System.Text;
using System.Text.Json;
using FlinkReady.FlinkClient.Secrets;

namespace FlinkReady.FlinkClient.Tests.Secrets;

/// <summary>Bodies as they are written down.</summary>
public sealed class SecretMaskTests
{
    private const string Secret = "pl4nt+ed/\"s3cr&t\"=ü<x>";

    [Fact]
    public void Names_of_properties_are_masked_only_where_no_name_of_Flink_can_be_meant()
    {
        string[] secrets = ["taskmanagers", "Zm9vYmFyYmF6cXV4cXV1eA"];

        Assert.Equal("""{"taskmanagers":1,"a":"******"}""", Mask("""{"taskmanagers":1,"a":"taskmanagers"}""", secrets));
        Assert.Equal("""{"x-******":1}""", Mask("""{"x-Zm9vYmFyYmF6cXV4cXV1eA":1}""", secrets));
    }

    [Fact]
    public void Names_of_options_stay_where_the_password_is_a_word_of_theirs()
    {
        const string Body = """[{"key":"execution.checkpointing.dir","value":"s3://b/c"}]""";

        Assert.Equal(Body, Mask(Body, "checkpointing"));
    }

    [Fact]
    public void What_looks_like_a_secret_is_masked_in_names_too() =>
        Assert.Equal("""{"k https://******@h/x":1}""", Mask("""{"k https://u:p@h/x":1}"""));

    [Fact]
    public void A_number_is_masked_where_no_number_of_Flink_can_be_meant()
    {
        const string Body = """{"state_size":123456,"timestamp":1700000000000,"max":9223372036854775807}""";

        Assert.Equal(Body, Mask(Body, "123456", "1700000000000"));
        Assert.Equal("""{"state_size":123456,"echo":"******"}""", Mask("""{"state_size":123456,"echo":"123456"}""", "123456"));
        Assert.Equal("""{"echo":["******",4711000000000815]}""", Mask("""{"echo":[4711000000000816,4711000000000815]}""", "4711000000000816"));
    }

    [Fact]
    public void A_number_under_the_name_of_a_secret_is_masked() =>
        Assert.Equal("""{"db.password":"******","tokens":["******",true,null],"count":4711}""", Mask("""{"db.password":4711,"tokens":[4711,true,null],"count":4711}"""));

    [Fact]
    public void What_is_no_JSON_is_masked_as_text()
    {
        Assert.Equal("<p>****** ******", Mask($"<p>{WebUtility.HtmlEncode(Secret)} {Secret}", Secret));
        Assert.Equal("""{"cut":"******""", Mask($$"""{"cut":"{{JsonEncodedText.Encode(Secret)}}""", Secret));
    }

    private static string Mask(string body, params string[] secrets) =>
        Encoding.UTF8.GetString(SecretMask.Apply(Encoding.UTF8.GetBytes(body), SentSecrets.Of(secrets)));
}

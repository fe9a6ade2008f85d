using System.Text;
using System.Text.Json;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FsCheck.Xunit;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>What of a body reaches the parser.</summary>
public sealed class BodyGuardTests
{
    private static readonly Endpoint Details = FlinkEndpoints.All.OfType<Endpoint<JobDetails>>().Single();

    [Property(MaxTest = 200)]
    public void Short_texts_pass_as_they_are_however_they_arrive(string[] texts, byte part)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes((texts ?? []).Select(text => text ?? "\\\"x").ToArray());

        Assert.Equal(body, Pass(body, 1 + (part % 40)));
    }

    [Theory]
    [InlineData("x", 1)]
    [InlineData("\u20ac", 3)]
    [InlineData("\\u0041", 1)]
    [InlineData("\\n", 1)]
    [InlineData("\\ud83d\\ude00", 5)]
    [InlineData("a\\ud83d\\ude00", 7)]
    public void A_long_text_is_cut_at_a_whole_letter_and_says_so(string unit, int part)
    {
        var text = new StringBuilder().Insert(0, unit, 60_000 * 3 / unit.Length);
        var body = Encoding.UTF8.GetBytes($$"""{"a":["{{text}}",1],"b":"c"}""");

        using var document = JsonDocument.Parse(Pass(body, part));

        var cut = document.RootElement.GetProperty("a")[0].GetString();
        Assert.True(LongText.IsCut(cut));
        Assert.StartsWith(cut![..^1], JsonDocument.Parse(body).RootElement.GetProperty("a")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, document.RootElement.GetProperty("a")[1].GetInt32());
        Assert.Equal("c", document.RootElement.GetProperty("b").GetString());
    }

    [Theory]
    [InlineData(300_000, "{}")]
    [InlineData(1_300_000, "1")]
    public void More_things_than_an_answer_of_Flink_has_are_refused(int count, string thing)
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(thing, count))}]");

        Assert.Throws<BodyTooLargeException>(() => new BodyGuard(Details).Pass(body));
        Assert.Equal(body.Length, new BodyGuard(FlinkEndpoints.All.OfType<Endpoint<JobsOverview>>().Single()).Pass(body));
    }

    [Fact]
    public void A_number_of_megabytes_is_refused() =>
        Assert.Throws<BodyTooLargeException>(() => new BodyGuard(Details).Pass(Encoding.UTF8.GetBytes($"[{new string('1', 1 << 20)}]")));

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public void Recorded_bodies_pass_as_they_are(string version)
    {
        foreach (var (endpoint, body) in RecordedBodies.Of(SharedMaterial.PathOf("flink-recordings", version)!))
        {
            Assert.Equal(body, Pass(body, 4096, endpoint));
        }
    }

    private static byte[] Pass(byte[] body, int part, Endpoint? endpoint = null)
    {
        var guard = new BodyGuard(endpoint ?? Details);
        var passed = new MemoryStream();
        for (var at = 0; at < body.Length; at += part)
        {
            var buffer = body.AsSpan(at, Math.Min(part, body.Length - at)).ToArray();
            passed.Write(buffer, 0, guard.Pass(buffer));
        }

        return passed.ToArray();
    }
}

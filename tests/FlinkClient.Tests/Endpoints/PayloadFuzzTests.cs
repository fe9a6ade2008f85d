using System.Text;
using System.Text.Json;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkClient.Tests.Support;
using FsCheck.Xunit;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>Whatever arrives, a payload parser ends with a value or with <see cref="JsonException"/>, at once and in stream alike.</summary>
public sealed class PayloadFuzzTests
{
    private static readonly string[] Replacements = ["null", "\"NaN\"", "1e999", "-1", "{}", "[]", "[null]", "\"\\ud800\"", "true", "9223372036854775808", "\"\"", ""];

    [Property(MaxTest = 300)]
    public async Task Any_bytes(byte[] body)
    {
        foreach (var endpoint in FlinkEndpoints.All)
        {
            await AssertEndsAsync(endpoint, body);
        }
    }

    [Property(MaxTest = 300, Skip = SharedMaterial.MissingReason, SkipType = typeof(SharedMaterial), SkipUnless = nameof(SharedMaterial.IsThere))]
    public Task Real_bodies_with_a_token_replaced(ushort where, byte what) =>
        ForEachSampleAsync((endpoint, body) =>
        {
            var tokens = Tokens(body);
            var (start, length) = tokens[where % tokens.Count];
            var replacement = Encoding.UTF8.GetBytes(Replacements[what % Replacements.Length]);
            return AssertEndsAsync(endpoint, [.. body[..start], .. replacement, .. body[(start + length)..]]);
        });

    [Property(MaxTest = 300, Skip = SharedMaterial.MissingReason, SkipType = typeof(SharedMaterial), SkipUnless = nameof(SharedMaterial.IsThere))]
    public Task Real_bodies_cut_off_or_with_a_byte_changed(ushort where, byte what) =>
        ForEachSampleAsync(async (endpoint, body) =>
        {
            var at = where % body.Length;
            await AssertEndsAsync(endpoint, body[..at]);
            var changed = body.ToArray();
            changed[at] = what;
            await AssertEndsAsync(endpoint, changed);
        });

    private static async Task ForEachSampleAsync(Func<Endpoint, byte[], Task> check)
    {
        foreach (var (endpoint, body) in Samples.Value)
        {
            await check(endpoint, body);
        }
    }

    // A recorded body of median length for each endpoint.
    private static readonly Lazy<IReadOnlyList<(Endpoint Endpoint, byte[] Body)>> Samples = new(() =>
        [.. RecordedBodies.Of(SharedMaterial.PathOf("flink-recordings", "1.20.5", "s3-adaptive")!)
            .Concat(RecordedBodies.Of(SharedMaterial.PathOf("flink-recordings", "2.3.0", "s5-checkpoints")!))
            .GroupBy(sample => sample.Endpoint)
            .Select(group => group.OrderBy(sample => sample.Body.Length).ElementAt(group.Count() / 2))]);

    private static async Task AssertEndsAsync(Endpoint endpoint, byte[] body)
    {
        object? atOnce = null;
        try
        {
            atOnce = endpoint.Read(body);
        }
        catch (JsonException)
        {
            // One of the two ends.
        }

        // The other way of reading must come to the same end.
        using var stream = new DrippingStream(body);
        try
        {
            var inStream = await endpoint.ReadAsync(stream, CancellationToken.None);
            Assert.NotNull(atOnce);
            Assert.Equal(Written.Of(inStream), Written.Of(atOnce));
        }
        catch (JsonException)
        {
            Assert.Null(atOnce);
        }
    }

    private static List<(int Start, int Length)> Tokens(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        var tokens = new List<(int, int)>();
        while (reader.Read())
        {
            tokens.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
        }

        return tokens;
    }
}

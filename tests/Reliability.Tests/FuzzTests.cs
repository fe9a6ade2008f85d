using FlinkReady.Fuzz;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests;

/// <summary>A short run of <c>bench/fuzz.sh</c> on every surface, always with the same inputs.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    public static TheoryData<string> Surfaces => [.. AllSurfaces.Make().Select(surface => surface.Name)];

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task The_corpus_and_five_hundred_changed_inputs_are_stood(string name)
    {
        var surface = AllSurfaces.Make().Single(candidate => candidate.Name == name);
        var left = 500;

        var finding = await new Fuzzer(surface, seed: 20260301).RunAsync(() => left-- > 0);

        Assert.True(finding is null, finding?.Problem);
        (surface as IDisposable)?.Dispose();
    }
}

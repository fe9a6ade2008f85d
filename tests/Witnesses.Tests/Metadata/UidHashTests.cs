using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Tests.Metadata;

public sealed class UidHashTests
{
    // Made by Flink's own hasher.
    [Theory]
    [InlineData("source-uid", "bef22c5df1ab33dd94bb7a6ecac555fb")]
    [InlineData("value-process-uid", "ca4f5fe9a637b656f09ea78b3e7a15b9")]
    public void An_id_is_the_one_that_Flink_makes_of_the_uid(string uid, string id) => Assert.Equal(id, UidHash.IdOf(uid));

    // The engine has a hash of its own, which runs backwards too. A file must not be refused for an id that the engine would recognise.
    [Fact]
    public void It_is_the_id_that_the_engine_makes_of_the_uid()
    {
        var random = new Random(7);
        string[] pieces = ["a", "-7", "ä", "☃", "\U0001F600", "\ud800", "\udc00", "\0"];
        for (var length = 0; length < 200; length++)
        {
            var uid = string.Concat(Enumerable.Range(0, length).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Equal(Murmur3.OfText(uid).ToString(), UidHash.IdOf(uid));
        }
    }
}

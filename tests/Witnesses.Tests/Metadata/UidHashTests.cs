using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Tests.Metadata;

public sealed class UidHashTests
{
    // Made by Flink's own hasher.
    [Theory]
    [InlineData("source-uid", "bef22c5df1ab33dd94bb7a6ecac555fb")]
    [InlineData("value-process-uid", "ca4f5fe9a637b656f09ea78b3e7a15b9")]
    public void An_id_is_the_one_that_Flink_makes_of_the_uid(string uid, string id) => Assert.Equal(id, UidHash.IdOf(uid));
}

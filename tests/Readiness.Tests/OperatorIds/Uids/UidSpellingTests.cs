using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.Tests.OperatorIds.Uids;

public class UidSpellingTests
{
    /// <summary>What tells at a glance that a uid can't be made of a name may never say so of one that is.</summary>
    [Theory]
    [InlineData("Source: Custom Source")]
    [InlineData("Größe prüfen (EUR)")]
    [InlineData("window[3]: TUMBLE_start")]
    [InlineData("a")]
    [InlineData("--")]
    public void Every_text_that_a_name_becomes_may_be_made_of_it(string name)
    {
        Span<char> buffer = new char[UidGuesses.BufferLength];
        var guesses = new UidGuesses(name, UidPattern.Plain, null, buffer);
        var tried = 0;
        while (guesses.MoveNext())
        {
            var part = name.AsSpan(guesses.Start);
            Assert.True(UidSpelling.MayBe(guesses.Form, part), guesses.Form.ToString());
            Assert.True(UidSpelling.MayBe(guesses.FormBeforeNumber, part), guesses.FormBeforeNumber.ToString());
            tried++;
        }

        Assert.True(tried >= UidSpelling.Ways);
    }

    [Theory]
    [InlineData("custom-sink-", "Custom Source")]
    [InlineData("op-", "Custom Source")]
    [InlineData("custom-", "Custom Source")]
    [InlineData("a-custom-source-", "Custom Source")]
    public void A_text_that_begins_otherwise_is_not_made_of_a_name(string text, string name) => Assert.False(UidSpelling.MayBe(text, name));

    [Theory]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(5)]
    public void A_sinks_uid_is_the_same_with_and_without_a_buffer(int length)
    {
        var buffer = new char[length];
        foreach (var pattern in UidPattern.All)
        {
            Assert.Equal(pattern.Apply("my-sink"), pattern.Apply("my-sink", buffer).ToString());
        }
    }
}

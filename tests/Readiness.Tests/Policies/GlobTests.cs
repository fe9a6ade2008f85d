using System.Text.RegularExpressions;
using FlinkReady.Readiness.Names;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace FlinkReady.Readiness.Tests.Policies;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("orders-*", "orders-", true)]
    [InlineData("orders-*", "orders-eu", true)]
    [InlineData("orders-*", "my-orders-eu", false)]
    [InlineData("orders", "Orders", false)]
    [InlineData("orders", "orders-eu", false)]
    [InlineData("?rders", "orders", true)]
    [InlineData("?rders", "rders", false)]
    [InlineData("*-eu-*", "orders-eu-1", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("a[b]", "a[b]", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("no\\*", "no*", true)]
    [InlineData("no\\*", "nouid", false)]
    [InlineData("no\\*", "no\\*", false)]
    [InlineData("a\\?*", "a?b", true)]
    [InlineData("a\\?*", "abb", false)]
    [InlineData("*\\**", "a*b", true)]
    [InlineData("*\\**", "ab", false)]
    [InlineData("a\\\\*", "a\\b", true)]
    [InlineData("a\\b", "a\\b", true)]
    [InlineData("a\\", "a\\", true)]
    public void A_pattern_is_held_against_the_whole_name(string pattern, string name, bool matches) =>
        Assert.Equal(matches, new Glob(pattern).IsMatch(name));

    [Property(MaxTest = 2000)]
    public Property It_agrees_with_the_definition() => Prop.ForAll(
        Words("ab*?\\").ToArbitrary(),
        Words("ab*?\\").ToArbitrary(),
        (pattern, name) => new Glob(pattern).IsMatch(name) == ByDefinition(pattern, name));

    [Property(MaxTest = 2000)]
    public Property An_escaped_name_matches_itself_and_nothing_else() => Prop.ForAll(
        Words("ab*?\\").ToArbitrary(),
        Words("ab*?\\").ToArbitrary(),
        (name, other) => new Glob(Glob.Escape(name)) is var glob && glob.IsMatch(name) && glob.OnlyName == name && glob.IsMatch(other) == (name == other));

    [Fact]
    public void A_hostile_pattern_takes_no_more_than_its_length_times_the_name()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 2_000)) + "b";

        Assert.False(new Glob(pattern).IsMatch(new string('a', 10_000)));
    }

    private static Gen<string> Words(string letters) => Gen.Elements(letters.ToCharArray()).ArrayOf().Select(letters => new string(letters));

    // Word for word, from the end: a star is nothing, or a letter and the star again. What is escaped is any letter but a star or a question mark.
    private static bool ByDefinition(string text, string name)
    {
        var escaped = new List<char>();
        var pattern = Regex.Replace(text, @"\\([*?\\])", match =>
        {
            escaped.Add(match.Value[1]);
            return ((char)('\uE000' + escaped.Count - 1)).ToString();
        });
        var matches = new bool[pattern.Length + 1, name.Length + 1];
        for (var at = pattern.Length; at >= 0; at--)
        {
            for (var from = name.Length; from >= 0; from--)
            {
                var hasLetter = from < name.Length;
                matches[at, from] = (at < pattern.Length ? pattern[at] : '\0') switch
                {
                    '\0' => !hasLetter,
                    '*' => matches[at + 1, from] || (hasLetter && matches[at, from + 1]),
                    '?' => hasLetter && matches[at + 1, from + 1],
                    var letter => hasLetter && (letter >= '\uE000' ? escaped[letter - '\uE000'] : letter) == name[from] && matches[at + 1, from + 1],
                };
            }
        }

        return matches[0, 0];
    }
}

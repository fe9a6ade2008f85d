using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.FlinkClient.Tests.Collections;

/// <summary>A record that holds one of these is compared by what is in it.</summary>
public sealed class EquatableCollectionTests
{
    [Fact]
    public void Lists_are_compared_by_their_items_in_order()
    {
        EquatableList<string> list = ["a", "b"];
        EquatableList<string> same = ["a", "b"];

        Assert.True(list.Equals(same));
        Assert.Equal(list.GetHashCode(), same.GetHashCode());
        Assert.False(list.Equals(["b", "a"]));
        Assert.False(list.Equals(["a"]));
        Assert.False(list.Equals(null));
    }

    [Theory]
    [InlineData("http://a:8081", "http://a:8081/", true)]
    [InlineData("http://A:8081/", "http://a:8081/", true)]
    [InlineData("http://me:old@a:8081/", "http://me:new@a:8081/", false)]
    [InlineData("http://a:8081/", "http://b:8081/", false)]
    public void Addresses_are_compared_with_their_user_info(string one, string other, bool same)
    {
        EquatableList<Uri> list = [new Uri(one)];
        EquatableList<Uri> second = [new Uri(other)];

        Assert.Equal(same, list.Equals(second));
        Assert.True(!same || list.GetHashCode() == second.GetHashCode());
    }

    [Fact]
    public void Names_and_texts_are_compared_in_whatever_order()
    {
        var one = Of(StringComparer.Ordinal, ("a", "1"), ("b", "2"));
        var same = Of(StringComparer.Ordinal, ("b", "2"), ("a", "1"));

        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(Of(StringComparer.Ordinal, ("a", "1"))));
        Assert.False(one.Equals(Of(StringComparer.Ordinal, ("a", "1"), ("b", "3"))));
        Assert.False(one.Equals(Of(StringComparer.Ordinal, ("a", "1"), ("c", "2"))));
        Assert.False(one.Equals(Of(StringComparer.Ordinal, ("A", "1"), ("b", "2"))));
    }

    [Fact]
    public void Names_of_headers_are_the_same_in_any_case()
    {
        var one = Of(StringComparer.OrdinalIgnoreCase, ("X-User", "me"));
        var same = Of(StringComparer.OrdinalIgnoreCase, ("x-user", "me"));

        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
    }

    private static EquatableDictionary Of(StringComparer names, params (string Name, string Value)[] entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)), names);
}

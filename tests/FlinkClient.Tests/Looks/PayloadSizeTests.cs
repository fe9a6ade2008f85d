using System.Reflection;
using System.Runtime.CompilerServices;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>What nobody measures takes no room of a target, however much of it is kept.</summary>
public sealed class PayloadSizeTests
{
    public static TheoryData<string> Keys => [.. KeysOfAll.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, SourceKey> KeysOfAll { get; } = typeof(JobDetails).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(property => property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(SourceKey<>))
        .ToDictionary(property => $"{property.DeclaringType!.Name}.{property.Name}", property => (SourceKey)property.GetValue(null)!);

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_is_known_how_to_measure_what_every_source_reads(string key) =>
        Assert.True(PayloadSize.Knows(Empty(KeysOfAll[key].GetType().GetGenericArguments()[0])), $"{key}: tell PayloadSize what its payload takes");

    [Fact]
    public void What_is_of_no_known_kind_is_found_out() => Assert.False(PayloadSize.Knows(new Version(1, 0)));

    [Fact]
    public void More_of_a_list_takes_more()
    {
        Assert.True(Of<IReadOnlyList<JobMetric>>(10, count => [.. Enumerable.Repeat(new JobMetric("a", 1), count)]));
        Assert.True(Of<IReadOnlyList<AggregatedMetric>>(10, count => [.. Enumerable.Repeat(new AggregatedMetric("a", 1), count)]));
        Assert.True(Of(10, count => new ApplicationFailures(Enumerable.Range(0, count).ToDictionary(one => $"{one}", _ => new ApplicationExceptions(null)))));
        Assert.True(Of(10, count => new RefusedMetadata(new string('a', count), 1)));

        static bool Of<T>(int count, Func<int, T> make)
            where T : class => PayloadSize.Of(make(count), null) > PayloadSize.Of(make(1), null);
    }

    private static object Empty(Type type)
    {
        var arguments = type.GetGenericArguments();
        return !type.IsInterface ? RuntimeHelpers.GetUninitializedObject(type)
            : arguments.Length == 1 ? Array.CreateInstance(arguments[0], 0)
            : Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
    }
}

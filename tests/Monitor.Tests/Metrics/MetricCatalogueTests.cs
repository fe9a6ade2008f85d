using System.Text.RegularExpressions;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Metrics;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed partial class MetricCatalogueTests
{
    [Fact]
    public void Names_and_labels_follow_Prometheus()
    {
        foreach (var family in MetricCatalogue.All)
        {
            Assert.Matches(NamePattern, family.Name);
            Assert.Equal(family.Type == MetricType.Counter, family.Name.EndsWith("_total", StringComparison.Ordinal));
            Assert.All(family.Labels, label => Assert.Matches(LabelPattern, label));

            // These collide with what Prometheus adds itself.
            Assert.Empty(family.Labels.Intersect(["job", "instance", "cluster", "namespace", "le", "quantile"]));
            Assert.DoesNotContain('\n', family.Help);
        }
    }

    [Fact]
    public void Ids_of_jobs_stand_on_one_metric_only() =>
        Assert.Equal(["flinkready_job_info"], MetricCatalogue.All.Where(family => family.Labels.Contains("job_id")).Select(family => family.Name));

    [Fact]
    public void Each_example_is_a_sample_of_its_metric_with_its_labels()
    {
        foreach (var family in MetricCatalogue.All)
        {
            var match = SamplePattern.Match(family.Example);
            Assert.True(match.Success, family.Example);
            Assert.Equal(family.Name, match.Groups["name"].Value);
            var labels = LabelOfSamplePattern.Matches(match.Groups["labels"].Value).Select(label => label.Groups[1].Value);

            // target_info carries the target's own labels as well.
            Assert.Equal(family.Labels, labels.Where(label => label != "team"));
        }
    }

    [Fact]
    public void No_label_of_a_target_is_exported_that_the_series_have_themselves()
    {
        foreach (var label in MetricCatalogue.All.Where(static family => family.IsRouted).SelectMany(static family => family.Labels))
        {
            Assert.NotNull(LabelNames.WhyNotExported(label));
        }

        Assert.All(MetricCatalogue.TargetInfo.Labels, static label => Assert.NotNull(LabelNames.WhyNot(label)));
    }

    [GeneratedRegex("^flinkready_[a-z]+(_[a-z]+)*$")]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z]+)*$")]
    private static partial Regex LabelPattern { get; }

    [GeneratedRegex("^(?<name>[a-z_]+)(\\{(?<labels>.*)\\})? [0-9.]+$")]
    private static partial Regex SamplePattern { get; }

    [GeneratedRegex("([a-z][a-z0-9_]*)=\"[^\"]*\"")]
    private static partial Regex LabelOfSamplePattern { get; }
}

using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Policies;

public sealed class ReadinessPolicyTests
{
    private static readonly RuleDescriptor Interval = RuleCatalogue.Find("checkpoint-interval")!;

    [Fact]
    public void Nothing_said_is_nothing_set()
    {
        Assert.Same(RuleSettings.None, ReadinessPolicy.Default.For(Interval, "orders", "job"));
        Assert.False(ReadinessPolicy.Default.IsSkipped(Interval));
    }

    [Fact]
    public void A_later_override_is_put_over_an_earlier_one_and_over_the_rules_settings()
    {
        var policy = new ReadinessPolicy
        {
            Rules = Of(new RuleSettings { Severity = Severity.Critical, Values = Max(1) }),
            Overrides =
            [
                new RuleOverride(Interval.Id, Glob.Any, new Glob("orders-*"), new RuleSettings { Severity = Severity.Info }),
                new RuleOverride(Interval.Id, new Glob("prod"), new Glob("orders-eu"), new RuleSettings { Values = Max(3) }),
            ],
        };

        var settings = policy.For(Interval, "prod", "orders-eu");
        Assert.Equal((Severity.Info, TimeSpan.FromMinutes(3)), (settings.Severity, settings.Values["max"]));

        settings = policy.For(Interval, "test", "orders-eu");
        Assert.Equal((Severity.Info, TimeSpan.FromMinutes(1)), (settings.Severity, settings.Values["max"]));

        settings = policy.For(Interval, "prod", "payments");
        Assert.Equal((Severity.Critical, TimeSpan.FromMinutes(1)), (settings.Severity, settings.Values["max"]));
    }

    [Fact]
    public void An_override_that_names_jobs_says_nothing_about_the_cluster()
    {
        var policy = new ReadinessPolicy { Overrides = [new RuleOverride("ha-enabled", Glob.Any, Glob.Any, new RuleSettings { Enabled = false })] };

        Assert.Null(policy.For(RuleCatalogue.Find("ha-enabled")!, "orders", null).Enabled);
    }

    [Fact]
    public void A_rule_is_skipped_where_nothing_switches_it_on_again()
    {
        var off = Of(new RuleSettings { Enabled = false });
        RuleOverride on = new(Interval.Id, new Glob("prod"), null, new RuleSettings { Enabled = true });

        Assert.True(new ReadinessPolicy { Rules = off }.IsSkipped(Interval));
        Assert.False(new ReadinessPolicy { Rules = off, Overrides = [on] }.IsSkipped(Interval));
        Assert.True(new ReadinessPolicy { SkippedRules = Ids(Interval.Id) }.IsSkipped(Interval));
        Assert.True(new ReadinessPolicy { OnlyRules = Ids("ha-enabled") }.IsSkipped(Interval));
        Assert.False(new ReadinessPolicy { OnlyRules = Ids(Interval.Id) }.IsSkipped(Interval));
    }

    [Fact]
    public void Declared_uids_are_those_of_every_list_that_fits()
    {
        var policy = new ReadinessPolicy
        {
            Uids = [new DeclaredUids(Glob.Any, new Glob("orders-*"), ["a", "b"]), new DeclaredUids(new Glob("prod"), Glob.Any, ["b", "c"])],
        };

        Assert.Equal(["a", "b", "c"], policy.UidsFor("prod", "orders-eu"));
        Assert.Equal(["a", "b"], policy.UidsFor("test", "orders-eu"));
        Assert.Empty(policy.UidsFor("test", "payments"));
    }

    private static Dictionary<string, RuleSettings> Of(RuleSettings settings) => new(StringComparer.Ordinal) { [Interval.Id] = settings };

    private static Dictionary<string, object> Max(int minutes) => new(StringComparer.Ordinal) { ["max"] = TimeSpan.FromMinutes(minutes) };

    private static HashSet<string> Ids(params string[] ids) => [.. ids];
}

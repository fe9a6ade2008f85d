using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Image;

/// <summary>What can be read off the Dockerfile; <c>deploy/verify-image.sh</c> builds it and looks at the image.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Lines =
        [.. Repository.Read("Dockerfile").Replace("\\\n", " ").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private static readonly string[] Final = Lines[Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

    [Fact]
    public void The_bases_can_be_replaced() =>
        Assert.All(
            Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            line => Assert.Contains(new[] { "${SDK_IMAGE}", "${RUNTIME_IMAGE}", "${CI_IMAGE}" }, line.Contains));

    [Fact]
    public void No_base_floats_on_latest() => Assert.DoesNotContain(Lines, line => line.Contains("latest", StringComparison.Ordinal));

    [Fact]
    public void The_final_image_runs_nothing_while_it_is_built() =>
        Assert.DoesNotContain(Final, line => line.StartsWith("RUN ", StringComparison.Ordinal));

    [Fact]
    public void It_starts_to_watch_as_a_numeric_user_without_a_shell()
    {
        Assert.Contains("""ENTRYPOINT ["/usr/local/bin/flinkready"]""", Final);
        Assert.Contains("""CMD ["watch"]""", Final);
        Assert.Contains("USER 1654:1654", Final);
        Assert.DoesNotContain(Final, line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_for_pipelines_leaves_the_shell_to_them_and_is_not_the_default()
    {
        var first = Array.FindIndex(Lines, line => line.EndsWith(" AS ci", StringComparison.Ordinal));
        var stage = Lines[first..Array.FindIndex(Lines, first + 1, line => line.StartsWith("FROM ", StringComparison.Ordinal))];

        Assert.Contains("COPY --from=build /image/ /", stage);
        Assert.DoesNotContain(stage, line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal) || line.StartsWith("USER", StringComparison.Ordinal) || line.StartsWith("RUN", StringComparison.Ordinal));
        Assert.DoesNotContain(" AS ", Final[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_runs_the_images_user_on_the_images_port()
    {
        var values = Repository.Read("deploy", "helm", "flinkready-monitor", "values.yaml");

        Assert.Equal(2, values.Split("runAsUser: 1654").Length - 1);
        Assert.Contains("EXPOSE 9817", Final);
        Assert.Contains("port: 9817", values, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("source")]
    [InlineData("licenses")]
    [InlineData("version")]
    [InlineData("revision")]
    [InlineData("created")]
    public void It_is_labelled(string label) =>
        Assert.Contains(Final, line => line.Contains($"org.opencontainers.image.{label}=", StringComparison.Ordinal));

    [Fact]
    public void Only_what_the_program_is_built_from_is_sent_to_the_builder()
    {
        var rules = Repository.Read(".dockerignore").Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.Equal("*", rules[0]);
        Assert.DoesNotContain(rules, rule => rule is "!tests/" or "!.git/" or "!deploy/");
    }
}

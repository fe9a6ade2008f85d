namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>
/// A file in the repository that is made from others. The tests hold it against what it is made from;
/// <c>deploy/tools/update-generated.sh</c> runs them with <c>FLINKREADY_UPDATE_GENERATED=1</c>, which writes it instead.
/// </summary>
public static class GeneratedFile
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("FLINKREADY_UPDATE_GENERATED") == "1";

    /// <summary>Fails where the file is not what it would be if it were made now.</summary>
    public static void AssertFresh(string expected, params string[] path)
    {
        var file = Repository.PathOf(path);
        if (Update)
        {
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        Assert.True(
            expected == actual,
            $"{string.Join('/', path)} is not up to date: run deploy/tools/update-generated.sh and commit what it changes");
    }
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure.Tests;

/// <summary>What <c>CONTRIBUTING.md</c> shows works: its classes compile where they are said to go, and the files that it names exist.</summary>
[Collection(ProgramSources.Name)]
public sealed partial class ContributingTests(ProgramSources program)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "CONTRIBUTING.md"));

    [Fact]
    public void Every_class_that_it_shows_compiles_in_its_project()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        var examples = Example().Matches(Page).Select(match => match.Groups["code"].Value).ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var tree = CSharpSyntaxTree.ParseText(example, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken);
            var space = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Single().Name.ToString();
            var compilation = program.CompilationOf(space.Split('.')[1]);
            var parsed = CSharpSyntaxTree.ParseText(example, (CSharpParseOptions)compilation.SyntaxTrees.First().Options, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Empty(compilation.AddSyntaxTrees(parsed).GetSemanticModel(parsed).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }
    }

    [Fact]
    public void Every_file_that_it_sends_people_to_exists()
    {
        // The examples' own files, and those with a part left open, are to be written.
        var named = Named().Matches(Page).Select(match => match.Groups["path"].Value)
            .Where(path => !path.Contains('…', StringComparison.Ordinal) && !path.Contains('<', StringComparison.Ordinal))
            .Where(path => !path.Contains("JobNamed", StringComparison.Ordinal) && !path.Contains("job-named", StringComparison.Ordinal) && !path.Contains("FailureLines", StringComparison.Ordinal))
            .ToList();

        Assert.True(named.Count > 10, $"only {named.Count} paths were found");
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(SharedMaterial.RepositoryRoot, path)), $"there is no {path}"));
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`(?<path>(src|tests|build|docs|deploy|bench|\\.ci)/[^` ]*)`")]
    private static partial Regex Named();
}

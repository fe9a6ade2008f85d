using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure.Tests;

/// <summary>
/// A test that lacks something skips: by its attribute, or in its own body. A skip is an exception, and anything between it and the runner may catch it:
/// a property's runner and <c>Assert.All</c> make a failure of it, a <c>Lazy</c> or a static initializer wraps it, a helper is sooner or later called from one of these.
/// </summary>
public sealed class SkipTests
{
    public static TheoryData<string> Wrong =>
    [
        "[Property] public void Holds(int x) { Assert.SkipWhen(true, \"\"); }",
        "[Fact] public void Holds() { Assert.All(new[] { 1 }, _ => Assert.Skip(\"\")); }",
        "[Fact] public void Holds() { Check(); void Check() => Assert.SkipUnless(false, \"\"); }",
        "private static readonly Lazy<int> Samples = new(() => { Assert.SkipWhen(true, \"\"); return 1; });",
        "public Tests() { Assert.Skip(\"\"); }",
        "public ValueTask InitializeAsync() { Assert.Skip(\"\"); return default; }",
        "public static TheoryData<int> Data() { Assert.Skip(\"\"); return []; }",
        "[Fact] public void Holds() { throw SkipException.ForSkip(\"\"); }",
    ];

    [Fact]
    public void Every_skip_stands_in_the_body_of_a_test()
    {
        var root = SharedMaterial.RepositoryRoot;
        var wrong = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => WrongSkips(File.ReadAllText(file)).Select(skip => $"{Path.GetRelativePath(root, file)}:{skip.Line}: {skip.Text}"))
            .ToList();

        Assert.True(wrong.Count == 0, $"skip in the test itself, or say [NeedsFact(Need.…)]:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_skip_that_something_may_catch_is_found(string member) => Assert.Single(WrongSkips($"class Tests {{ {member} }}"));

    [Theory]
    [InlineData("[Fact] public void Holds() { Assert.SkipWhen(true, \"\"); }")]
    [InlineData("[Theory] [InlineData(1)] public async Task Holds(int x) { if (x == 1) { Assert.Skip(\"\"); } }")]
    public void A_skip_in_the_body_of_a_test_is_none_of_them(string member) => Assert.Empty(WrongSkips($"class Tests {{ {member} }}"));

    private static IEnumerable<(int Line, string Text)> WrongSkips(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
        .Where(node => node is IdentifierNameSyntax { Identifier.Text: "SkipException" } || (node is MemberAccessExpressionSyntax { Name.Identifier.Text: "Skip" or "SkipWhen" or "SkipUnless" } access && access.Expression.ToString() is "Assert" or "Xunit.Assert"))
        .Where(node => node is IdentifierNameSyntax || !IsInTest(node))
        .Select(node => (node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, node.ToString()));

    private static bool IsInTest(SyntaxNode skip) =>
        skip.Ancestors().First(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is MethodDeclarationSyntax method
        && method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory" or "NeedsFact" or "NeedsTheory");
}

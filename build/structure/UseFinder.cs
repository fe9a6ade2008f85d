using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure;

/// <summary>Finds who uses whom: every name, <c>new()</c> and indexer of a file, bound by the compiler to the file that declares it.</summary>
internal static class UseFinder
{
    public static IReadOnlyList<Use> Find(Sources sources)
    {
        var uses = new List<Use>();
        foreach (var source in sources.ByPath.Values)
        {
            var found = new Dictionary<(Source To, INamedTypeSymbol Type), bool>(new ByDeclaration());
            foreach (var node in source.Tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).Where(Binds))
            {
                var info = source.Model.GetSymbolInfo(node);
                if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol && Outermost(symbol) is { } type && Declaration(symbol, type, source, sources) is { } to && to != source)
                {
                    var named = symbol is INamedTypeSymbol or IMethodSymbol { IsExtensionMethod: true } || IsExtensionMember(symbol);
                    found[(to, type)] = named || found.GetValueOrDefault((to, type));
                }
            }

            uses.AddRange(found.Select(entry => new Use(source, entry.Key.To, entry.Key.Type, entry.Value)));
        }

        return uses;
    }

    private static bool Binds(SyntaxNode node) => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or ConstructorInitializerSyntax;

    private static bool IsExtensionMember(ISymbol symbol) => symbol.ContainingType is { IsExtension: true };

    /// <summary>The type outside of all others that <paramref name="symbol"/> is, or is a member of.</summary>
    private static INamedTypeSymbol? Outermost(ISymbol symbol)
    {
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } => null,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType,
            _ => null,
        };
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    /// <summary>The file that declares <paramref name="symbol"/>: of a partial type the part with the member, or the using file's own.</summary>
    private static Source? Declaration(ISymbol symbol, INamedTypeSymbol type, Source user, Sources sources)
    {
        var definition = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
        var files = definition.DeclaringSyntaxReferences.Concat(type.DeclaringSyntaxReferences).Select(part => sources.Find(part.SyntaxTree.FilePath)).OfType<Source>().ToList();
        return files.Contains(user) ? user : files.FirstOrDefault();
    }

    /// <summary>A type is one and the same in the project that declares it and in those that refer to it.</summary>
    private sealed class ByDeclaration : IEqualityComparer<(Source To, INamedTypeSymbol Type)>
    {
        public bool Equals((Source To, INamedTypeSymbol Type) x, (Source To, INamedTypeSymbol Type) y) => x.To == y.To && x.Type.Key() == y.Type.Key();

        public int GetHashCode((Source To, INamedTypeSymbol Type) pair) => HashCode.Combine(pair.To.Path, pair.Type.Key());
    }
}

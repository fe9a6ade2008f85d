using Microsoft.CodeAnalysis;

namespace FlinkReady.Structure;

/// <summary>Names of types.</summary>
internal static class TypeNames
{
    /// <summary>The type's full name, which is the same from whichever project it is seen.</summary>
    public static string Key(this INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}

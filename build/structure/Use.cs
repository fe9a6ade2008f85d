using Microsoft.CodeAnalysis;

namespace FlinkReady.Structure;

/// <summary>One file's use of a type that another file declares.</summary>
/// <param name="From">The file that uses.</param>
/// <param name="To">The file that declares.</param>
/// <param name="Type">What is used: the outermost type.</param>
/// <param name="Named">Whether the type is named there, or an extension method of it called; else only its members are reached.</param>
internal sealed record Use(Source From, Source To, INamedTypeSymbol Type, bool Named);

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure;

/// <summary>A public type.</summary>
/// <param name="Source">The file that declares it.</param>
/// <param name="Type">The type.</param>
/// <param name="Users">The files that use it.</param>
/// <param name="Needed">Whether another project uses it, or the public face of a needed type tells of it: the compiler would refuse it as internal.</param>
internal sealed record PublicType(Source Source, INamedTypeSymbol Type, IReadOnlyList<Source> Users, bool Needed)
{
    /// <summary>The public types of <paramref name="files"/>; only uses between these files make one needed.</summary>
    public static IReadOnlyList<PublicType> Of(IReadOnlyList<Source> files, IReadOnlyList<Use> uses)
    {
        var users = uses.ToLookup(use => use.Type.Key(), use => use.From);
        var types = files
            .SelectMany(source => source.Tree.GetRoot().DescendantNodes().Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Select(declaration => (Source: source, Type: source.Model.GetDeclaredSymbol(declaration) as INamedTypeSymbol)))
            .Where(declared => declared.Type is { DeclaredAccessibility: Accessibility.Public, ContainingType: null })
            .DistinctBy(declared => declared.Type!.Key())
            .Select(declared => (declared.Source, Type: declared.Type!, Users: users[declared.Type!.Key()].Distinct().ToList()))
            .ToList();

        var byKey = types.ToDictionary(entry => entry.Type.Key(), entry => entry.Type);
        var projects = files.Select(source => source.Project).ToHashSet();
        var needed = new HashSet<string>();
        var pending = new Queue<INamedTypeSymbol>(types.Where(entry => entry.Users.Any(user => user.Project != entry.Source.Project && projects.Contains(user.Project))).Select(entry => entry.Type));
        while (pending.TryDequeue(out var type))
        {
            if (needed.Add(type.Key()))
            {
                foreach (var mentioned in Mentions(type).Where(mentioned => byKey.ContainsKey(mentioned.Key())))
                {
                    pending.Enqueue(byKey[mentioned.Key()]);
                }
            }
        }

        return [.. types.Select(entry => new PublicType(entry.Source, entry.Type, entry.Users, needed.Contains(entry.Type.Key())))];
    }

    /// <summary>The types that the public face of <paramref name="type"/> tells of.</summary>
    private static IEnumerable<INamedTypeSymbol> Mentions(INamedTypeSymbol type)
    {
        var faces = type.GetMembers().Concat(type.DelegateInvokeMethod is { } invoke ? [invoke] : []).Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal);
        var told = faces.SelectMany(member => member switch
        {
            IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType),
            IPropertySymbol property => property.Parameters.Select(parameter => parameter.Type).Append(property.Type),
            IFieldSymbol field => [field.Type],
            IEventSymbol @event => [@event.Type],
            INamedTypeSymbol nested => Mentions(nested),
            _ => Enumerable.Empty<ITypeSymbol>(),
        });
        // A collection expression calls the builder that an attribute names.
        var named = type.GetAttributes().SelectMany(attribute => attribute.ConstructorArguments).Select(argument => argument.Value).OfType<ITypeSymbol>();
        return told.Concat(named).Concat(faces.OfType<IMethodSymbol>().SelectMany(method => method.TypeParameters).Concat(type.TypeParameters).SelectMany(parameter => parameter.ConstraintTypes))
            .Concat(type.BaseType is { } parent ? [parent] : []).Concat(type.Interfaces).SelectMany(Parts);
    }

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(named.OriginalDefinition).Concat(named.ContainingType is { } outer ? Parts(outer) : []),
        _ => [],
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure;

/// <summary>A member with a body: its lines from signature to closing brace, and its paths (McCabe: one and one more for each decision).</summary>
internal sealed record Method(Source Source, string Name, int Line, int Lines, int Complexity)
{
    public static IEnumerable<Method> Of(Source source) =>
        source.Tree.GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null } or PropertyDeclarationSyntax { ExpressionBody: not null })
            .Select(node =>
            {
                var span = source.Tree.GetLineSpan(node.Span);
                return new Method(source, NameOf(node), span.StartLinePosition.Line + 1, span.EndLinePosition.Line - span.StartLinePosition.Line + 1, 1 + node.DescendantNodesAndTokens().Count(Decides));
            });

    private static bool Decides(SyntaxNodeOrToken part) => part.Kind() switch
    {
        SyntaxKind.IfStatement or SyntaxKind.WhileStatement or SyntaxKind.DoStatement or SyntaxKind.ForStatement or SyntaxKind.ForEachStatement or SyntaxKind.ForEachVariableStatement => true,
        SyntaxKind.CaseSwitchLabel or SyntaxKind.CasePatternSwitchLabel or SyntaxKind.CatchClause or SyntaxKind.ConditionalExpression => true,
        SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression or SyntaxKind.CoalesceAssignmentExpression => true,
        SyntaxKind.AndPattern or SyntaxKind.OrPattern or SyntaxKind.WhenClause => true,
        SyntaxKind.SwitchExpressionArm => part.AsNode() is SwitchExpressionArmSyntax { Pattern: not DiscardPatternSyntax },
        _ => false,
    };

    private static string NameOf(SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.Text;
        var member = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax => "constructor",
            PropertyDeclarationSyntax property => property.Identifier.Text,
            AccessorDeclarationSyntax accessor => (accessor.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Identifier.Text ?? "this[]") + "." + accessor.Keyword.Text,
            OperatorDeclarationSyntax @operator => "operator " + @operator.OperatorToken.Text,
            _ => node.Kind().ToString(),
        };
        return $"{type}.{member}";
    }
}

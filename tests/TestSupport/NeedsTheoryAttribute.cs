using System.Runtime.CompilerServices;
using Xunit;

namespace FlinkReady.TestSupport;

/// <summary>A test with data that needs more than the clone: see <see cref="NeedsFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    /// <summary>A test that needs <paramref name="needs"/>.</summary>
    public NeedsTheoryAttribute(Need needs, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Needs = needs;
        Skip = TestSupport.Needs.Missing(needs);
    }

    /// <summary>What it needs.</summary>
    public Need Needs { get; }
}

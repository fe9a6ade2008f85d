using System.Runtime.CompilerServices;
using Xunit;

namespace FlinkReady.TestSupport;

/// <summary>
/// A test that needs more than the clone: it skips, and says why, before anything of it runs. A skip thrown later is no skip where something catches it:
/// a property's runner, <c>Assert.All</c>, a <c>Lazy</c>, a static initializer.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    /// <summary>A test that needs <paramref name="needs"/>.</summary>
    public NeedsFactAttribute(Need needs, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Needs = needs;
        Skip = TestSupport.Needs.Missing(needs);
    }

    /// <summary>What it needs.</summary>
    public Need Needs { get; }
}

using System.Reflection;

namespace FlinkReady.Monitor.Diagnostics;

/// <summary>Which build this is.</summary>
internal static class ProgramVersion
{
    private static readonly string[] Parts =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+');

    /// <summary>The version, such as <c>1.0.0</c>.</summary>
    public static string Version => Parts[0];

    /// <summary>The revision it was built from, <c>unknown</c> where the build did not say.</summary>
    public static string Revision => Parts.Length > 1 ? Parts[1] : "unknown";
}

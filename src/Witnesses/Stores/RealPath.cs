namespace FlinkReady.Witnesses.Stores;

/// <summary>Follows links, in every part of a path.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; null where there is no such file or folder, or its links go round in circles.</summary>
    public static string? Of(string path)
    {
        var left = new Stack<string>();
        Push(left, Path.GetFullPath(path));
        var real = "/";
        for (var links = 0; left.TryPop(out var name);)
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > MostLinks)
                {
                    return null;
                }

                real = Path.IsPathRooted(target) ? "/" : real;
                Push(left, target);
            }
            else
            {
                real = next;
            }
        }

        return Path.Exists(real) ? real : null;
    }

    private static void Push(Stack<string> left, string path)
    {
        foreach (var name in path.Split('/').Reverse().Where(name => name.Length > 0 && name != "."))
        {
            left.Push(name);
        }
    }
}

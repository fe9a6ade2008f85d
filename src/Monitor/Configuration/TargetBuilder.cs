using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Holds the targets of a file against each other and gives each a name.</summary>
internal static class TargetBuilder
{
    private static readonly string[] Ways = ["url", "urls", "recording"];

    /// <summary>The targets in the order of writing, each with a name; those with a mistake are left out.</summary>
    public static IReadOnlyList<TargetDefinition> Build(IReadOnlyList<TargetDraft> drafts, ReadContext context)
    {
        var names = new TargetNames(drafts.Select(draft => draft.Definition.Name).Where(name => name.Length > 0));
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        var targets = new List<TargetDefinition>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (draft.Definition.Name is { Length: > 0 } name && !seen.TryAdd(name, draft.Written.Place))
            {
                context.Add(draft.Written.Place, $"a target named \"{name}\" stands already at {seen[name]}: names must be unique");
            }

            if (Build(draft, names, context) is { } target)
            {
                targets.Add(target);
            }
        }

        return targets;
    }

    private static TargetDefinition? Build(TargetDraft draft, TargetNames names, ReadContext context)
    {
        var ways = Ways.Count(draft.Written.Has);
        if (ways != 1)
        {
            context.Add(draft.Written.Place, ways == 0 ? "a target needs one of url, urls and recording" : "a target has one of url, urls and recording, not several");
            return null;
        }

        var target = draft.Definition;
        if (target is { Connection.Urls.Count: 0, Recording: null })
        {
            return null;
        }

        if (target.Recording is { } written)
        {
            target = target with { Recording = context.Resolve(written, draft.Written) };
            if (!Path.Exists(target.Recording))
            {
                context.Add(draft.Written.Place, $"the recording {written} does not exist");
                return null;
            }
        }

        return target.Name.Length > 0 ? target : target with { Name = names.Next(target.Recording is { } path ? TargetUrls.NameOf(path) : TargetUrls.NameOf(target.Connection.Urls[0])) };
    }
}

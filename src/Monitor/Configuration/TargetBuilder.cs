using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Turns the drafts of targets into definitions.</summary>
internal static class TargetBuilder
{
    private static readonly string[] Ways = ["url", "urls", "recording"];

    /// <summary>The targets in the order of writing, each with a name.</summary>
    public static IReadOnlyList<TargetDefinition> Build(IReadOnlyList<TargetDraft> drafts, ReadContext context)
    {
        var names = new TargetNames(drafts.Select(draft => draft.Name).OfType<string>());
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        var targets = new List<TargetDefinition>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (draft.Name is { } name && !seen.TryAdd(name, draft.Place))
            {
                context.Add(draft.Place, $"a target named \"{name}\" stands already at {seen[name]}: names must be unique");
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
        CheckCredentials(draft, context);
        var ways = Ways.Count(draft.Has);
        if (ways != 1)
        {
            context.Add(draft.Place, ways == 0 ? "a target needs one of url, urls and recording" : "a target has one of url, urls and recording, not several");
            return null;
        }

        if (draft is { Url: null, Urls: null or { Count: 0 }, Recording: null })
        {
            return null;
        }

        var recording = draft.Recording is null ? null : context.Resolve(draft.Recording);
        if (recording is not null && !Path.Exists(recording))
        {
            context.Add(draft.Place, $"the recording {draft.Recording} does not exist");
            return null;
        }

        IReadOnlyList<Uri> urls = draft.Urls ?? (draft.Url is null ? [] : [draft.Url]);
        var empty = new TargetDefinition { Name = string.Empty };
        return new TargetDefinition
        {
            Name = draft.Name ?? names.Next(recording is null ? TargetUrls.NameOf(urls[0]) : TargetUrls.NameOf(recording)),
            Urls = urls,
            Recording = recording,
            PollInterval = draft.PollInterval,
            Labels = draft.Labels ?? empty.Labels,
            Headers = draft.Headers ?? empty.Headers,
            Proxy = draft.Proxy,
            BearerTokenFile = Resolve(draft.Auth?.BearerTokenFile),
            BasicUsername = draft.Auth?.Basic?.Username,
            BasicPasswordFile = Resolve(draft.Auth?.Basic?.PasswordFile),
            Tls = new TlsDefinition
            {
                CaFile = Resolve(draft.Tls?.CaFile),
                CertificateFile = Resolve(draft.Tls?.CertificateFile),
                KeyFile = Resolve(draft.Tls?.KeyFile),
                ServerName = draft.Tls?.ServerName,
                InsecureSkipVerify = draft.Tls?.InsecureSkipVerify ?? false,
            },
            IncludeJobs = draft.Jobs?.Include ?? [],
            ExcludeJobs = draft.Jobs?.Exclude ?? [],
        };

        string? Resolve(string? path) => path is null ? null : context.Resolve(path);
    }

    private static void CheckCredentials(TargetDraft draft, ReadContext context)
    {
        if (draft.Auth is { } both && both.Has("bearerTokenFile") && both.Has("basic"))
        {
            context.Add(both.Place, "auth has one of bearerTokenFile and basic, not both");
        }

        if (draft.Auth?.Basic is { } basic && !(basic.Has("username") && basic.Has("passwordFile")))
        {
            context.Add(basic.Place, "auth.basic needs username and passwordFile");
        }

        if (draft.Tls is { } tls && tls.Has("keyFile") && !tls.Has("certificateFile"))
        {
            context.Add(tls.Place, "tls.keyFile needs tls.certificateFile");
        }
    }
}

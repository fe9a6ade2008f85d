using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FlinkReady.TestSupport.Kubernetes;

/// <summary>Resources that an API server holds: lists them in pages, and tells watches what changes, from any version that it still knows.</summary>
public sealed class FakeResources
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Plural, string Namespace, string Name), JsonObject> _resources = [];
    private readonly List<(long Version, string Plural, string Namespace, string Line)> _history = [];
    private readonly Dictionary<string, List<JsonObject>> _pages = [];
    private TaskCompletionSource _changed = New();
    private TaskCompletionSource<bool> _ended = NewEnd();
    private long _version = 100;
    private long _oldest;

    /// <summary>Every kind that is served; another gets 404 in plain text.</summary>
    public HashSet<string> Served { get; } = ["flinkdeployments", "flinksessionjobs", "flinkstatesnapshots", "services"];

    /// <summary>Kinds and verbs that get 403, such as <c>list services</c>.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>How many watches were opened.</summary>
    public int Watches { get; private set; }

    /// <summary>How many lists were asked for, pages counted once each.</summary>
    public int Lists { get; private set; }

    /// <summary>The version after the last change.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    /// <summary>Creates or replaces a resource.</summary>
    /// <param name="plural">Its kind as paths write it.</param>
    /// <param name="json">The resource.</param>
    public void Put(string plural, string json)
    {
        lock (_lock)
        {
            var resource = JsonNode.Parse(json)!.AsObject();
            var metadata = resource["metadata"]!.AsObject();
            var key = (plural, (string)metadata["namespace"]!, (string)metadata["name"]!);
            var type = _resources.ContainsKey(key) ? "MODIFIED" : "ADDED";
            _version++;
            metadata["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture);
            _resources[key] = resource;
            Tell(type, key, resource);
        }
    }

    /// <summary>Deletes a resource.</summary>
    public void Delete(string plural, string ns, string name)
    {
        lock (_lock)
        {
            if (_resources.Remove((plural, ns, name), out var resource))
            {
                _version++;
                resource["metadata"]!["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture);
                Tell("DELETED", (plural, ns, name), resource);
            }
        }
    }

    /// <summary>Ends every watch that is open: in order, or by breaking the connection.</summary>
    public void EndWatches(bool isBroken)
    {
        lock (_lock)
        {
            _ended.TrySetResult(isBroken);
            _ended = NewEnd();
        }
    }

    /// <summary>Forgets what happened: watches from an earlier version get 410 as an event.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _oldest = _version;
            _history.Clear();
        }
    }

    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        var (plural, ns) = (parts[^1], parts is [.., "namespaces", var one, _] ? one : null);
        var verb = context.Request.Query.ContainsKey("watch") ? "watch" : "list";
        if (Refused.Contains($"{verb} {plural}"))
        {
            return FakeApiServer.TextAsync(context, 403, $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{plural}} is forbidden: User \"system:serviceaccount:flink-monitoring:flinkready\" cannot {{verb}} resource \"{{plural}}\"","reason":"Forbidden","code":403}""" + "\n");
        }

        if (!Served.Contains(plural))
        {
            return FakeApiServer.TextAsync(context, 404, "404 page not found\n");
        }

        return verb == "watch" ? WatchAsync(context, plural, ns) : ListAsync(context, plural, ns);
    }

    private Task ListAsync(HttpContext context, string plural, string? ns)
    {
        var limit = context.Request.Query.TryGetValue("limit", out var asked) ? int.Parse(asked!, CultureInfo.InvariantCulture) : int.MaxValue;
        string text;
        lock (_lock)
        {
            Lists++;
            var token = (string?)context.Request.Query["continue"] ?? string.Empty;
            var (version, start) = token.Length == 0 ? (_version.ToString(CultureInfo.InvariantCulture), 0) : (token.Split(':')[0], int.Parse(token.Split(':')[1], CultureInfo.InvariantCulture));
            var all = token.Length == 0
                ? _pages[$"{plural} {ns} {version}"] = [.. _resources.Where(pair => pair.Key.Plural == plural && (ns is null || pair.Key.Namespace == ns)).Select(static pair => pair.Value)]
                : _pages[$"{plural} {ns} {version}"];
            var next = start + limit < all.Count && limit < int.MaxValue ? $"{version}:{start + limit}" : string.Empty;
            var items = string.Join(',', all.Skip(start).Take(limit).Select(static one => one.ToJsonString()));
            text = $$$"""{"apiVersion":"v1","items":[{{{items}}}],"kind":"List","metadata":{"continue":"{{{next}}}","resourceVersion":"{{{version}}}"}}""" + "\n";
        }

        return FakeApiServer.TextAsync(context, 200, text);
    }

    private async Task WatchAsync(HttpContext context, string plural, string? ns)
    {
        var from = long.Parse(context.Request.Query["resourceVersion"]!, CultureInfo.InvariantCulture);
        TaskCompletionSource<bool> ended;
        lock (_lock)
        {
            Watches++;
            ended = _ended;
        }

        context.Response.ContentType = "application/json";
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        while (!context.RequestAborted.IsCancellationRequested)
        {
            List<string> lines;
            Task changed;
            var isTooOld = false;
            lock (_lock)
            {
                if (from < _oldest)
                {
                    lines = [$$$"""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: {{{from}}} ({{{_oldest}}})","reason":"Expired","code":410}}"""];
                    isTooOld = true;
                }
                else
                {
                    lines = [.. _history.Where(one => one.Version > from && one.Plural == plural && (ns is null || one.Namespace == ns)).Select(static one => one.Line)];
                    from = _version;
                }

                changed = _changed.Task;
            }

            foreach (var line in lines)
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
                await context.Response.Body.FlushAsync();
            }

            if (isTooOld)
            {
                return;
            }

            if (ended.Task.IsCompleted || await Task.WhenAny(changed, ended.Task).WaitAsync(context.RequestAborted) == ended.Task)
            {
                if (await ended.Task)
                {
                    context.Abort();
                }

                return;
            }
        }
    }

    private void Tell(string type, (string Plural, string Namespace, string Name) key, JsonObject resource)
    {
        _history.Add((_version, key.Plural, key.Namespace, $$$"""{"type":"{{{type}}}","object":{{{resource.ToJsonString()}}}}"""));
        _changed.SetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<bool> NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Web;

/// <summary>Which path is answered by whom. Read-only: nothing but GET and HEAD, nothing but these paths.</summary>
internal static class Routes
{
    public static void Use(WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<HostCheck>();
        var published = app.Services.GetRequiredService<PublishedState>();
        app.Use(async (context, next) =>
        {
            var web = published.Configuration.Web;
            Answers.Harden(context.Response, web);
            TakeOff(context.Request, web.BasePath);
            if (!hosts.Admits(context.Request))
            {
                await Answers.TextAsync(context, 421, "This monitor is not known by the name in the Host header: write it into web.hosts of the configuration, or go by an address.");
                return;
            }

            if (Moved(context.Request.Path, web.BasePath) is { } there)
            {
                context.Response.Headers.Location = there + context.Request.QueryString;
                await Answers.TextAsync(context, 308, "The page is elsewhere.");
                return;
            }

            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            {
                await next(context);
                return;
            }

            context.Response.Headers.Allow = "GET, HEAD";
            await Answers.TextAsync(context, 405, "Only GET and HEAD.");
        });

        // Behind what changes the path.
        app.UseRouting();
        var services = app.Services;
        var health = services.GetRequiredService<HealthEndpoints>();
        var api = services.GetRequiredService<ApiEndpoints>();
        var rules = services.GetRequiredService<RulePagesEndpoint>();
        var freshness = services.GetRequiredService<Freshness>();
        Get(app, "/", freshness.Of(services.GetRequiredService<StatusPage>().HandleAsync));
        Get(app, "/target", freshness.Of(services.GetRequiredService<TargetPage>().HandleAsync));
        Get(app, "/job", freshness.Of(services.GetRequiredService<JobPage>().HandleAsync));
        Get(app, "/find", freshness.Of(services.GetRequiredService<FindPage>().HandleAsync));
        Get(app, "/changes", freshness.Of(services.GetRequiredService<ChangesPage>().HandleAsync));
        Get(app, "/changes.atom", freshness.Of(services.GetRequiredService<ChangesFeed>().HandleAsync));
        Get(app, "/api/v1/changes", freshness.Of(services.GetRequiredService<ChangesEndpoint>().HandleAsync));
        Get(app, "/metrics", services.GetRequiredService<MetricsEndpoint>().HandleAsync);
        Get(app, "/livez", health.LiveAsync);
        Get(app, "/readyz", health.ReadyAsync);
        Get(app, "/api/v1/report", freshness.Of(api.ReportAsync));
        Get(app, "/api/v1/rules", freshness.Of(api.RulesAsync));
        Get(app, "/api/v1/jobs/drift", freshness.Of(app.Services.GetRequiredService<DriftEndpoint>().HandleAsync));
        Get(app, "/api/v1/targets/{name}/exchanges", freshness.Of(api.ExchangesAsync));
        Get(app, "/rules", freshness.Of(rules.ListAsync));
        Get(app, "/rules/{id}", freshness.Of(rules.ShowAsync));
        app.MapFallback("{*path}", context => Answers.TextAsync(context, 404, "There is nothing here. / has the links."));
    }

    // Links are relative, so that pages work behind any prefix: each page has one address, by which they are counted.
    private static string? Moved(PathString path, string basePath) => path.Value switch
    {
        { Length: > 1 } start when start + "/" == basePath => basePath[(basePath.LastIndexOf('/', basePath.Length - 2) + 1)..],
        "/rules" => "rules/",
        "/target/" or "/job/" or "/find/" or "/changes/" => $"..{path.Value.TrimEnd('/')}",
        _ => null,
    };

    // Probes and scrapes come without the prefix: both are answered.
    private static void TakeOff(HttpRequest request, string basePath)
    {
        if (basePath.Length > 1 && request.Path.StartsWithSegments(basePath.TrimEnd('/'), StringComparison.Ordinal, out var rest) && rest.HasValue)
        {
            request.PathBase = request.PathBase.Add(basePath.TrimEnd('/'));
            request.Path = rest;
        }
    }

    private static void Get(WebApplication app, string pattern, RequestDelegate handler) =>
        app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}

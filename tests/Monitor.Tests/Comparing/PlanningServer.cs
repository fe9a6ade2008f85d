using System.Net;
using System.Text;
using System.Text.Json;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>Answers what a pipeline asks a lone JobManager: uploads, plans with and without chaining, and the gate on uids.</summary>
internal sealed class PlanningServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _plan;
    private readonly bool _hasAllUids;

    private PlanningServer(string plan, bool hasAllUids)
    {
        _plan = plan;
        _hasAllUids = hasAllUids;
    }

    /// <summary>The address.</summary>
    public string Url { get; private set; } = string.Empty;

    /// <summary>What was asked, method and path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Starts one on a free port.</summary>
    public static PlanningServer Start(string plan, bool hasAllUids)
    {
        for (var port = Random.Shared.Next(20_000, 50_000); ; port++)
        {
            var server = new PlanningServer(plan, hasAllUids);
            server._listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                server._listener.Start();
            }
            catch (HttpListenerException)
            {
                continue;
            }

            server.Url = $"http://127.0.0.1:{port}";
            _ = server.ServeAsync();
            return server;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            lock (Asked)
            {
                Asked.Add($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
            }

            var (status, answer) = Answer(context.Request.HttpMethod, context.Request.Url.AbsolutePath, body);
            context.Response.StatusCode = status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
    }

    private (int Status, string Body) Answer(string method, string path, string body) => (method, path) switch
    {
        ("GET", "/overview") => (200, "{}"),
        ("POST", "/jars/upload") => (200, """{"filename":"/tmp/flink-web/flink-web-upload/0a1b_orders.jar","status":"success"}"""),
        ("DELETE", "/jars/0a1b_orders.jar") => (200, "{}"),
        ("POST", "/jars/0a1b_orders.jar/plan") => Plan(body),
        _ => (404, """{"errors":["Not found"]}"""),
    };

    private (int Status, string Body) Plan(string body)
    {
        using var request = JsonDocument.Parse(body);
        var gate = request.RootElement.GetProperty("flinkConfiguration").TryGetProperty("pipeline.auto-generate-uids", out _);
        return gate && !_hasAllUids
            ? (500, """{"errors":["Internal server error.","<Exception on server side:\norg.apache.flink.client.program.ProgramInvocationException: The program caused an error\nCaused by: java.lang.IllegalStateException: no UID or hash has been assigned to operator count\n\t... 4 more\n"]}""")
            : (200, _plan);
    }
}

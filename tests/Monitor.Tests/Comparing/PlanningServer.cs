using System.Net;
using System.Text;
using System.Text.Json;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>Answers what a pipeline asks a lone JobManager: uploads, plans with and without chaining, and the gate on uids.</summary>
internal sealed class PlanningServer : IAsyncDisposable
{
    private readonly RequestServer _server;
    private readonly string _plan;
    private readonly bool _hasAllUids;

    /// <summary>Starts.</summary>
    /// <param name="plan">The answer of a plan call.</param>
    /// <param name="hasAllUids">Whether the plan is also had where uids are asked for.</param>
    public PlanningServer(string plan, bool hasAllUids)
    {
        _plan = plan;
        _hasAllUids = hasAllUids;
        _server = new RequestServer(AnswerAsync);
    }

    /// <summary>The address, without a slash at the end.</summary>
    public string Url => _server.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>What was asked, method and path, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _server.Asked];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var (status, answer) = Answer(context.Request.HttpMethod, context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync());
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
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

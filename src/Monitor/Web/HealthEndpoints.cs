using System.Globalization;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /livez</c> and <c>GET /readyz</c>.</summary>
internal sealed class HealthEndpoints(PublishedState board, Heartbeat heartbeat)
{
    /// <summary>Whether polling is alive. The targets have no say in it.</summary>
    public Task LiveAsync(HttpContext context)
    {
        var isAlive = heartbeat.IsAlive;
        var text = isAlive ? "ok" : string.Create(CultureInfo.InvariantCulture, $"the scheduler has not ticked for {heartbeat.Age.TotalSeconds:0} s");
        return Answers.TextAsync(context, isAlive ? 200 : 503, text);
    }

    /// <summary>Whether every target was tried once. Never falls back.</summary>
    public Task ReadyAsync(HttpContext context)
    {
        if (board.IsReady)
        {
            return Answers.TextAsync(context, 200, "ok");
        }

        var targets = board.Latest.Targets;
        return Answers.TextAsync(context, 503, $"{targets.Count(target => target.IsTried)} of {board.Configuration.Targets.Count} targets were tried");
    }
}

using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Web;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>The first page as it is without anything asked for.</summary>
internal static class StatusPages
{
    public static string Render(Publication publication, ChangeLog? changes = null) =>
        StatusPage.Render(publication, changes ?? new ChangeLog(new FakeTimeProvider(Made.Noon)), Made.Noon, FleetFilter.None, isRefreshed: false);
}

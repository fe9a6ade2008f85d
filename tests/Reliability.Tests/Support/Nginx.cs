using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>A real nginx in front of a fleet, with a configuration of its own, on a loopback port.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;

    private Nginx(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Why a test skips where there is none.</summary>
    public const string MissingReason = "nginx is not installed, or not on the path";

    /// <summary>The executable, or null.</summary>
    public static string? Executable { get; } = ExternalTool.Find("nginx")?.Path;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts it with the body of a <c>server</c> block; <c>PORT</c> stands for its port.</summary>
    public static async Task<Nginx> StartAsync(Folder folder, string server)
    {
        var port = LoopbackPort.Free();
        var configuration = folder.Write("nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            pid {{folder.Path}}/nginx.pid;
            error_log {{folder.Path}}/error.log;
            worker_processes 1;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder.Path}}/body;
              proxy_temp_path {{folder.Path}}/proxy;
              fastcgi_temp_path {{folder.Path}}/fastcgi;
              uwsgi_temp_path {{folder.Path}}/uwsgi;
              scgi_temp_path {{folder.Path}}/scgi;
              server {
                {{server.Replace("PORT", $"{port}", StringComparison.Ordinal)}}
              }
            }
            """);
        var _process = Process.Start(new ProcessStartInfo(Executable!, ["-p", folder.Path, "-c", configuration, "-e", Path.Combine(folder.Path, "error.log")]))!;
        var nginx = new Nginx(_process, port);
        while (!await AcceptsAsync(port))
        {
            if (_process.HasExited)
            {
                Assert.Fail(File.ReadAllText(Path.Combine(folder.Path, "error.log")));
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return nginx;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

using System.Net;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Stores;

public sealed class UrlStoreTests
{
    private const string Path = "hdfs://nn/flink/a job/chk-7";

    // Two operators around inline state that is not worth asking for.
    private static readonly byte[] Large = MetadataBytes.File(4, 2)
        .Operator(4, 1).I32(1).I32(0).I32(1).U8(4).I32(0).Inline(10_000_000).I32(0).U8(0).U8(0).I32(0).I32(0)
        .Operator(4, 2).I32(0).ToArray();

    [Fact]
    public async Task Ranges_are_asked_for_and_state_inside_is_left_out()
    {
        await using var server = new RequestServer(context => RangedAnswer.SendAsync(context, Large));
        var read = await ReadAsync(server);
        Assert.Equal([10_000_000, 0], read.Metadata.Operators.Select(one => one.StateBytes ?? -1));
        Assert.Equal(2, server.Asked.Count);
        Assert.All(server.Asked, asked => Assert.StartsWith("GET /files/a%20job/chk-7/_metadata bytes=", asked));
        Assert.InRange(read.BytesRead, 1, 3 * ForwardWindow.Size);
    }

    [Fact]
    public async Task Ranges_grow_where_there_is_nothing_to_jump_over()
    {
        var many = MetadataBytes.File(4, 1).Operator(4, 1, 1, 1).I32(1).I32(0).I32(1).U8(4).I32(40);
        for (var name = 0; name < 40; name++)
        {
            many.Utf(new string('n', 60_000)).U8(0).I32(0);
        }

        var bytes = many.U8(0).I32(0).U8(0).U8(0).I32(0).I32(0).ToArray();
        await using var server = new RequestServer(context => RangedAnswer.SendAsync(context, bytes));
        await ReadAsync(server);
        Assert.InRange(server.Asked.Count, 2, 5);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_read_through()
    {
        await using var server = new RequestServer(context =>
        {
            context.Request.Headers.Remove("Range");
            return RangedAnswer.SendAsync(context, Large);
        });
        Assert.Equal(2, (await ReadAsync(server)).Metadata.Operators.Count);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData(404, UnreadReason.Gone)]
    [InlineData(401, UnreadReason.Denied)]
    [InlineData(403, UnreadReason.Denied)]
    [InlineData(302, UnreadReason.Failed)]
    [InlineData(500, UnreadReason.Failed)]
    [InlineData(204, UnreadReason.Failed)]
    public async Task A_status_has_its_reason(int status, object reason)
    {
        await using var server = new RequestServer(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["Location"] = "http://169.254.169.254/";
            context.Response.Close();
            return Task.CompletedTask;
        });
        Assert.Equal(reason, (await RefusalAsync(server)).Reason);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_file_that_is_replaced_meanwhile_is_not_read_on()
    {
        var asked = 0;
        await using var server = new RequestServer(context =>
        {
            if (asked++ > 0 && context.Request.Headers["If-Match"] == "\"1\"")
            {
                context.Response.StatusCode = 412;
                context.Response.Close();
                return Task.CompletedTask;
            }

            return RangedAnswer.SendAsync(context, Large);
        });
        Assert.Equal(UnreadReason.Gone, (await RefusalAsync(server)).Reason);
    }

    [Fact]
    public async Task A_file_that_is_too_large_costs_one_request()
    {
        await using var server = new RequestServer(context => RangedAnswer.SendAsync(context, Large));
        Assert.Equal(UnreadReason.TooLarge, (await RefusalAsync(server, new() { MaxBytes = 1_000_000 })).Reason);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Bytes_of_another_place_are_refused()
    {
        await using var server = new RequestServer(context =>
        {
            context.Response.StatusCode = 206;
            context.Response.Headers["Content-Range"] = "bytes 5-9/10000";
            return WriteAsync(context, Large[5..10]);
        });
        Assert.Equal(UnreadReason.Failed, (await RefusalAsync(server)).Reason);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_a_failure_and_no_broken_file()
    {
        await using var server = new RequestServer(async context =>
        {
            context.Response.ContentLength64 = Large.Length;
            await context.Response.OutputStream.WriteAsync(Large.AsMemory(0, 1000));
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
        });
        Assert.Equal(UnreadReason.Failed, (await RefusalAsync(server)).Reason);
    }

    [Fact]
    public async Task A_body_that_does_not_come_ends_with_the_time_for_it()
    {
        var ended = new TaskCompletionSource();
        await using var server = new RequestServer(async context =>
        {
            context.Response.ContentLength64 = Large.Length;
            await context.Response.OutputStream.FlushAsync();
            await ended.Task;
            context.Response.Abort();
        });
        var failure = await RefusalAsync(server, new() { MaxDuration = TimeSpan.FromMilliseconds(300) });
        ended.SetResult();
        Assert.Equal(UnreadReason.Failed, failure.Reason);
        Assert.Contains("within 0.3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        var server = new RequestServer(_ => Task.CompletedTask);
        await server.DisposeAsync();
        var failure = await RefusalAsync(server);
        Assert.Equal(UnreadReason.Failed, failure.Reason);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(HttpListenerContext context, byte[] bytes)
    {
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    private static async Task<UnreadException> RefusalAsync(RequestServer server, MetadataLimits? limits = null) =>
        await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(server, limits));

    private static async Task<MetadataRead> ReadAsync(RequestServer server, MetadataLimits? limits = null)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        var store = new UrlStore(StoreAddress.Parse("hdfs://nn/flink/"), new Uri(server.Url, "files/"), client);
        return await new MetadataStores([store], limits ?? MetadataLimits.Default, TimeProvider.System).ReadAsync(Path, TestContext.Current.CancellationToken);
    }
}

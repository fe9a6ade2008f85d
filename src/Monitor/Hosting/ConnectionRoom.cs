using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace FlinkReady.Monitor.Hosting;

/// <summary>
/// Room for connections. Where all of it is taken, whoever comes takes the place of the connection that has waited longest without a request, so that
/// probes always get in. A client that has sent all it wanted to (FIN) gets its answer all the same.
/// </summary>
/// <param name="limit">The most connections at a time.</param>
internal sealed class ConnectionRoom(int limit)
{
    // Whether it has really gone shows when it is written to; this is for answers that are not written yet.
    private static readonly TimeSpan AfterFin = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly LinkedList<Guest> _idle = [];
    private readonly LinkedList<Guest> _busy = [];

    /// <summary>A connection, from its beginning to its end.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var guest = new Guest(connection);
        Admit(guest);
        connection.Items[typeof(Guest)] = guest;
        using var closed = new CancellationTokenSource();
        await using var registration = connection.ConnectionClosed.Register(static source => CancelSoon((CancellationTokenSource)source!), closed);
        connection.ConnectionClosed = closed.Token;
        try
        {
            await next(connection);
        }
        finally
        {
            lock (_lock)
            {
                guest.Place.List?.Remove(guest.Place);
            }
        }
    }

    /// <summary>A request on one of the connections.</summary>
    public async Task RequestAsync(HttpContext context, RequestDelegate next)
    {
        var guest = context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Guest), out var found) == true ? (Guest)found! : null;
        Move(guest, _busy);
        try
        {
            await next(context);
        }
        finally
        {
            Move(guest, _idle);
        }
    }

    private static void CancelSoon(CancellationTokenSource source)
    {
        try
        {
            source.CancelAfter(AfterFin);
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    private void Admit(Guest guest)
    {
        Guest? leaves = null;
        lock (_lock)
        {
            if (_idle.Count + _busy.Count >= limit)
            {
                leaves = (_idle.First ?? _busy.First)?.Value;
                leaves?.Place.List?.Remove(leaves.Place);
            }

            _idle.AddLast(guest.Place);
        }

        leaves?.Connection.Abort(new ConnectionAbortedException("Its place was needed."));
    }

    private void Move(Guest? guest, LinkedList<Guest> to)
    {
        lock (_lock)
        {
            // One that had to leave has no place any more.
            if (guest?.Place.List is { } from)
            {
                from.Remove(guest.Place);
                to.AddLast(guest.Place);
            }
        }
    }

    private sealed class Guest
    {
        public Guest(ConnectionContext connection)
        {
            Connection = connection;
            Place = new LinkedListNode<Guest>(this);
        }

        public ConnectionContext Connection { get; }

        public LinkedListNode<Guest> Place { get; }
    }
}

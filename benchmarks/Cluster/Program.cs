using Vpp.Lifecycle.Benchmarks.Cluster;

// What a cluster costs: processor time of the silos and of PostgreSQL for each event, which a busy machine disturbs least. All silos are in this process, and talk by the loopback.
if (args is not [("events" or "memory" or "sweep") and var what, var connection, .. var rest])
{
    Console.Error.WriteLine("usage: events|memory|sweep CONNECTION STRING [COUNT]   (a new, empty PostgreSQL database of this machine)");
    return 2;
}

int? count = rest is [var asked, ..] ? int.Parse(asked, System.Globalization.CultureInfo.InvariantCulture) : null;
await (what switch
{
    "events" => Measures.EventsAsync(connection, count ?? 40_000),
    "memory" => Measures.MemoryAsync(connection, count ?? 20_000),
    _ => Measures.SweepAsync(connection, count ?? 1_000_000),
});
return 0;

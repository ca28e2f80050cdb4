using Vpp.Lifecycle.Benchmarks.Cluster;

// What a cluster costs: processor time of the silos and of PostgreSQL for each event, which a busy machine disturbs least. All silos are in this process, and talk by the loopback.
if (args is ["databases", var one, var first, var second, .. var number])
{
    await DatabaseMeasures.RunAsync(one, first, second, number is [var events, ..] ? int.Parse(events, System.Globalization.CultureInfo.InvariantCulture) : 40_000);
    return 0;
}

if (args is not [("events" or "memory" or "sweep") and var what, var connection, .. var rest])
{
    Console.Error.WriteLine("usage: events|memory|sweep CONNECTION_STRING [COUNT]\n       databases ONE FIRST SECOND [COUNT]   (new, empty PostgreSQL databases of this machine: one by itself, and two)");
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

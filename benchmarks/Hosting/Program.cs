using Vpp.Lifecycle.Benchmarks.Hosting;

// What the store costs: processor time of this process for each event, which a busy machine disturbs least, and the time on the clock.
if (args is not [("past" or "feed" or "bulk" or "sweep" or "lists") and var what, .. var rest])
{
    Console.Error.WriteLine("usage: past|feed|bulk|sweep|lists [CONNECTION STRING]   (a new SQLite file when left out)");
    return 2;
}

string folder = Directory.CreateTempSubdirectory("vpp-hosting-benchmark-").FullName;
try
{
    string connection = rest is [var given, ..] ? given : $"Data Source={Path.Combine(folder, "participations.db")}";
    await (what switch
    {
        "past" => Measures.PastAsync(connection),
        "feed" => Measures.FeedAsync(connection),
        "bulk" => Measures.BulkAsync(connection),
        "lists" => ListMeasures.RunAsync(connection),
        _ => Measures.SweepAsync(connection),
    });
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

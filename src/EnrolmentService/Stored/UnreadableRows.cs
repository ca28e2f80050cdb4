using System.Collections.Concurrent;
using EnrolmentService.Telemetry;

namespace EnrolmentService.Stored;

/// <summary>Tells the log of rows that cannot be read: of each fault once, however often it is met. Thread-safe.</summary>
internal sealed class UnreadableRows(ILogger<UnreadableRows> log)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Kind, string Id, string Fault), byte> _told = [];

    public void Tell(UnreadableDataException unreadable) => Tell(unreadable.Kind, unreadable.Id, unreadable.Fault);

    public void Tell(string kind, string id, string fault)
    {
        if (!_told.TryAdd((kind, id, fault), 0))
            return;
        log.RowUnreadable(kind, id, fault);
        if (_told.Count > MostRemembered)
            _told.Clear();
    }
}

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>
/// Participations as they were last read or written here, so that the database need not send, and the library not read, a snapshot that has not
/// changed. Nothing is answered from here alone: every read asks the database for the version, and takes from here only what has that version.
/// Thread-safe; holds a fixed number, the newer in place of the older.
/// </summary>
internal sealed class RecentParticipations(int capacity)
{
    // An identifier's hash gives it a row of slots: with a single one, two identifiers of the same hash would drive each other out for ever.
    private const int SlotsInRow = 4;

    private readonly StoredParticipation?[] _slots = new StoredParticipation?[(capacity + SlotsInRow - 1) / SlotsInRow * SlotsInRow];

    public StoredParticipation? Find(string id)
    {
        foreach (ref StoredParticipation? slot in RowOf(id))
        {
            if (Volatile.Read(ref slot) is { } stored && stored.Participation.Id == id)
                return stored;
        }

        return null;
    }

    /// <summary>Puts it first in its row, and moves on those before its own slot or before the last.</summary>
    public StoredParticipation Keep(StoredParticipation stored)
    {
        Span<StoredParticipation?> row = RowOf(stored.Participation.Id);
        // Where two do this at the same time, one of the row may be lost or be there twice: what is outdated is found out at the database.
        StoredParticipation? moving = stored;
        for (int index = 0; index < row.Length && moving is not null; index++)
        {
            StoredParticipation? here = Interlocked.Exchange(ref row[index], moving);
            moving = here?.Participation.Id == stored.Participation.Id ? null : here;
        }

        return stored;
    }

    /// <summary>Empty where nothing is to be remembered.</summary>
    private Span<StoredParticipation?> RowOf(string id)
    {
        if (_slots.Length == 0)
            return [];
        uint row = (uint)string.GetHashCode(id, StringComparison.Ordinal) % (uint)(_slots.Length / SlotsInRow);
        return _slots.AsSpan((int)row * SlotsInRow, SlotsInRow);
    }
}

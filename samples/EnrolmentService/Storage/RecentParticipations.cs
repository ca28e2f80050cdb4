namespace EnrolmentService.Storage;

/// <summary>
/// Participations as they were last read or written here, so that the database need not send, and the library not read, a snapshot that has not
/// changed. Nothing is answered from here alone: every read asks the database for the version, and takes from here only what has that version.
/// Thread-safe; holds a fixed number, the newer in place of the older.
/// </summary>
internal sealed class RecentParticipations
{
    private const int Places = 1 << 14;

    private readonly StoredParticipation?[] _places = new StoredParticipation?[Places];

    public StoredParticipation? Find(string id) =>
        Volatile.Read(ref _places[PlaceOf(id)]) is { } stored && stored.Participation.Id == id ? stored : null;

    public StoredParticipation Keep(StoredParticipation stored)
    {
        Volatile.Write(ref _places[PlaceOf(stored.Participation.Id)], stored);
        return stored;
    }

    private static int PlaceOf(string id) => string.GetHashCode(id, StringComparison.Ordinal) & (Places - 1);
}

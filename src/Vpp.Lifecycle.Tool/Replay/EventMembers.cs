namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Where a line has the members that mean something. Not thread-safe.</summary>
internal sealed class EventMembers
{
    private static readonly string[] Names =
    [
        "participation_id", "occurred_at", "event", "actor", "note", "device_id", "location_id", "live_mode", "meter_access",
        "provider_reference_id", "provider", "programme", "account_id", "supersedes",
    ];

    private static readonly NameTable<EventMember> ByName = new(Names.Index().Select(pair => (pair.Item, (EventMember)pair.Index)));

    private readonly ValuePlace[] _places = new ValuePlace[Names.Length];

    internal Member this[EventMember member] => new(Names[(int)member], _places[(int)member]);

    internal ref ValuePlace PlaceOf(EventMember member) => ref _places[(int)member];

    internal static bool TryFind(ReadOnlySpan<byte> name, out EventMember member) => ByName.TryFind(name, out member);

    /// <summary>No member is there.</summary>
    internal void Clear() => Array.Clear(_places);
}

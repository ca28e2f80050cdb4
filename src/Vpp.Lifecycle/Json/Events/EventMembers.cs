using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Where an event has the members that mean something. Not thread-safe.</summary>
internal sealed class EventMembers
{
    private const int Count = (int)EventMember.ProgrammeLearnMoreUrl + 1;
    private const EventMember FirstOfProvider = EventMember.ProviderId;
    private const EventMember FirstOfProgramme = EventMember.ProgrammeId;

    private static readonly JsonEncodedText[] Names =
    [
        Members.ParticipationId, Members.OccurredAt, Members.Event, Members.DeviceId, Members.LocationId, Members.LiveMode,
        Members.ProviderReferenceId, Members.Provider, Members.Programme, Members.AccountId, Members.Supersedes, Members.MeterAccess,
        Members.DwellTimes, Members.Specification, Members.Actor, Members.Note, Members.ReasonCode, Members.Stale,
        Members.Id, Members.ProviderDisplayName, Members.LogoUrl,
        Members.Id, Members.ProgrammeDisplayName, Members.LearnMoreUrl,
    ];

    // As they stand between an opening quotation mark and a value.
    private static readonly byte[][] NamesInJson = [.. Names.Select(name => Encoding.UTF8.GetBytes(name.Value + "\":"))];

    private readonly ValueRange[] _ranges = new ValueRange[Count];
    private uint _there;

    /// <summary>Where the member's value is; nowhere when it is not there.</summary>
    internal ValueRange this[EventMember member] => IsThere(member) ? _ranges[(int)member] : default;

    internal bool IsThere(EventMember member) => (_there & (1u << (int)member)) != 0;

    internal void Set(EventMember member, ValueRange range)
    {
        _ranges[(int)member] = range;
        _there |= 1u << (int)member;
    }

    /// <summary>No member is there.</summary>
    internal void Clear() => _there = 0;

    /// <summary>The member's name; of one within an object, that of the object and a point before it.</summary>
    internal static string PathOf(EventMember member) => ParentOf(member) is { } parent
        ? $"{Names[(int)parent].Value}.{Names[(int)member].Value}"
        : Names[(int)member].Value;

    internal static string NameOf(EventMember member) => Names[(int)member].Value;

    /// <summary>The member whose object this one is in; null for the event's own.</summary>
    internal static EventMember? ParentOf(EventMember member) => member switch
    {
        < FirstOfProvider => null,
        < FirstOfProgramme => EventMember.Provider,
        _ => EventMember.Programme,
    };

    /// <summary>Whether a member's own members mean something to whoever scans an event.</summary>
    internal static bool HasMembers(EventMember member) => member is EventMember.Provider or EventMember.Programme;

    /// <summary>Whether text begins with the member's name, a quotation mark and a colon.</summary>
    internal static bool StandsAt(ReadOnlySpan<byte> text, EventMember member, out int length)
    {
        byte[] name = NamesInJson[(int)member];
        length = name.Length;
        return text.StartsWith(name);
    }

    /// <summary>The members of an object, numbered from the first to before the last: of the event itself, or of one of its members.</summary>
    internal static (EventMember First, EventMember End) In(EventMember? parent) => parent switch
    {
        null => (EventMember.ParticipationId, FirstOfProvider),
        EventMember.Provider => (FirstOfProvider, FirstOfProgramme),
        _ => (FirstOfProgramme, (EventMember)Count),
    };

    /// <summary>The member of an object that has the name; null when it has none of these.</summary>
    internal static EventMember? Find(EventMember? parent, ref readonly Utf8JsonReader reader)
    {
        (EventMember first, EventMember end) = In(parent);
        for (EventMember member = first; member < end; member++)
        {
            if (reader.ValueTextEquals(Names[(int)member].EncodedUtf8Bytes))
                return member;
        }

        return null;
    }
}

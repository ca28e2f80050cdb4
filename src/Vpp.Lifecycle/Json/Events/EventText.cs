using System.Text;

namespace Vpp.Lifecycle.Json;

/// <summary>An event as it stands in a text, read and checked; or what is wrong with the text. Valid until the reader reads the next one.</summary>
internal readonly ref struct EventText
{
    /// <summary>What the event is; <see cref="EventKind.None"/> where there is a fault.</summary>
    internal EventKind Kind { get; init; }

    /// <summary>What is wrong with the text; null when nothing is.</summary>
    internal EventFault? Fault { get; init; }

    /// <summary>The participation's identifier in UTF-8; empty where none could be read.</summary>
    internal ReadOnlySpan<byte> ParticipationId { get; init; }

    /// <summary>When it happened, in UTC ticks.</summary>
    internal long OccurredAt { get; init; }

    /// <summary>What happened, where a trigger was fired.</summary>
    internal Trigger Trigger { get; init; }

    /// <summary>Of a telemetry sighting: whether it was too old when it was delivered to end a suspension (R28).</summary>
    internal bool IsStale { get; init; }

    /// <summary>Of a request.</summary>
    internal MeterAccess MeterAccess { get; init; }

    /// <summary>Of a request; null where it has none.</summary>
    internal DwellTimes? DwellTimes { get; init; }

    internal ReadOnlySpan<byte> Json { get; init; }

    internal EventMembers Members { get; init; }

    /// <summary>A member's text in UTF-8; false when it is not there, or no string.</summary>
    internal bool TryText(EventMember member, out ReadOnlySpan<byte> text)
    {
        text = default;
        return Members is not null && new EventValues(Json, Members).TryText(member, out text);
    }

    /// <summary>A member's text; null when it is not there, or no string.</summary>
    internal string? Text(EventMember member) => TryText(member, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;

    internal bool LiveMode => Members[EventMember.LiveMode].Type == System.Text.Json.JsonTokenType.True;

    /// <summary>The event as a value.</summary>
    internal ParticipationEvent ToEvent()
    {
        DateTimeOffset at = UtcTime.FromTicks(OccurredAt);
        string? actor = Text(EventMember.Actor), note = Text(EventMember.Note), reasonCode = Text(EventMember.ReasonCode);
        return Kind switch
        {
            EventKind.Fired => new TriggerFired(Text(EventMember.ParticipationId)!, Trigger, at, actor, note, reasonCode, IsStale),
            EventKind.Amended => new DetailsAmended(ToDetails(), at, actor, note, reasonCode),
            _ => new ParticipationRequested(ToDetails(), MeterAccess, at, DwellTimes, actor, note, reasonCode) { Specification = Text(EventMember.Specification) },
        };
    }

    private ParticipationDetails ToDetails() => new()
    {
        Id = Text(EventMember.ParticipationId)!,
        DeviceId = Text(EventMember.DeviceId)!,
        LocationId = Text(EventMember.LocationId)!,
        LiveMode = LiveMode,
        ProviderReferenceId = Text(EventMember.ProviderReferenceId),
        Provider = !Members.IsThere(EventMember.ProviderId)
            ? null
            : new ProviderInfo
            {
                Id = Text(EventMember.ProviderId)!,
                DisplayName = Text(EventMember.ProviderDisplayName)!,
                LogoUrl = Text(EventMember.ProviderLogoUrl),
            },
        Programme = !Members.IsThere(EventMember.ProgrammeId)
            ? null
            : new ProgrammeInfo
            {
                Id = Text(EventMember.ProgrammeId)!,
                DisplayName = Text(EventMember.ProgrammeDisplayName)!,
                LearnMoreUrl = Text(EventMember.ProgrammeLearnMoreUrl),
            },
        AccountId = Text(EventMember.AccountId),
        Supersedes = Text(EventMember.Supersedes),
    };
}

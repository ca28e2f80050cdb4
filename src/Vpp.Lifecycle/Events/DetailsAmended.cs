using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>The details were amended while the request was not finalised yet (R18). Immutable; compares by value; safe to share between threads.</summary>
[JsonConverter(typeof(ParticipationEventConverter<DetailsAmended>))]
public sealed record DetailsAmended : ParticipationEvent
{
    /// <summary>The name that amendments are stored under.</summary>
    internal const string StoredName = "DETAILS_AMENDED";

    /// <summary>An amendment.</summary>
    /// <param name="details">The details from then on, all of them.</param>
    /// <param name="occurredAt">When they were amended.</param>
    /// <param name="actor">Who amended them.</param>
    /// <param name="note">A remark.</param>
    /// <param name="reasonCode">The host's code for why, of the form of <see cref="ReasonCode"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text, or the reason code is none.</exception>
    public DetailsAmended(
        ParticipationDetails details, DateTimeOffset occurredAt, string? actor = null, string? note = null, string? reasonCode = null)
        : base((details ?? throw new ArgumentNullException(nameof(details))).Id, occurredAt, actor, note, reasonCode) =>
        Details = details;

    /// <summary>The details from then on.</summary>
    public ParticipationDetails Details { get; }

    internal override string WireName => StoredName;
}

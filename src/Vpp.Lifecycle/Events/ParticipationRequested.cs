using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>The participation was requested: the first event of every history. Immutable; compares by value; safe to share between threads.</summary>
[JsonConverter(typeof(ParticipationEventConverter<ParticipationRequested>))]
public sealed record ParticipationRequested : ParticipationEvent
{
    /// <summary>A request.</summary>
    /// <param name="details">Who takes part in what.</param>
    /// <param name="meterAccess">Whether the boundary meter is needed and can be read already.</param>
    /// <param name="occurredAt">When the request was made.</param>
    /// <param name="dwellTimes">How long each state is expected to last; none when left out.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="note">A remark.</param>
    /// <param name="reasonCode">The host's code for why, of the form of <see cref="ReasonCode"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The meter access is not a defined value.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text, or the reason code is none.</exception>
    public ParticipationRequested(
        ParticipationDetails details,
        MeterAccess meterAccess,
        DateTimeOffset occurredAt,
        DwellTimes? dwellTimes = null,
        string? actor = null,
        string? note = null,
        string? reasonCode = null)
        : base((details ?? throw new ArgumentNullException(nameof(details))).Id, occurredAt, actor, note, reasonCode)
    {
        Defined.Require(meterAccess);
        Details = details;
        MeterAccess = meterAccess;
        DwellTimes = dwellTimes ?? DwellTimes.None;
        Specification = SpecificationHash.Current;
    }

    /// <summary>Who takes part in what.</summary>
    public ParticipationDetails Details { get; }

    /// <summary>Whether the boundary meter was needed and could be read at the request.</summary>
    public MeterAccess MeterAccess { get; }

    /// <summary>How long each state was expected to last.</summary>
    public DwellTimes DwellTimes { get; }

    /// <summary>
    /// The hash of the machine that the history begins under, as <see cref="SpecificationHash.Current"/> says it; null where an older version wrote
    /// none. Another than the current one is no fault: whether the history holds under both is for <c>vpp-lifecycle spec diff</c> to say (R33).
    /// </summary>
    public string? Specification { get; internal init; }

    internal override string WireName => ParticipationState.EnrolmentRequested.ToWireName();
}

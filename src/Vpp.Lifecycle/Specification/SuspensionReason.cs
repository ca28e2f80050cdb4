using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// Why a participation is suspended; up to all five at once. Two share their names with a
/// <see cref="ParticipationState"/>, but mean something else and are a type of their own.
/// </summary>
/// <remarks>Source: states page, table "Reason". A reason's number is its bit in <see cref="SuspensionReasonSet.Mask"/>; stored, never changed.</remarks>
[JsonConverter(typeof(WireNameConverter<SuspensionReason>))]
public enum SuspensionReason : byte
{
    /// <summary>The device's telemetry is no longer received.</summary>
    AwaitingTelemetry = 0,

    /// <summary>Control of the device can no longer be confirmed.</summary>
    AwaitingDispatch = 1,

    /// <summary>Consent to dispatch is missing or has expired.</summary>
    AwaitingConsent = 2,

    /// <summary>Paused by the programme operator.</summary>
    OperatorRequest = 3,

    /// <summary>Paused by the customer.</summary>
    CustomerRequest = 4,
}

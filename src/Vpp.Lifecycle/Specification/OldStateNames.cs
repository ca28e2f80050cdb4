namespace Vpp.Lifecycle;

/// <summary>The names that states had before, read for as long as documents with them exist, never written (R19).</summary>
internal static class OldStateNames
{
    private static readonly Dictionary<string, ParticipationState> ByName = new(StringComparer.Ordinal)
    {
        ["AWAITING_CUSTOMER_CONSENT"] = ParticipationState.AwaitingConsent,
        ["AWAITING_DEVICE_TELEMETRY"] = ParticipationState.AwaitingTelemetry,
        ["AWAITING_LOCATION_TELEMETRY"] = ParticipationState.AwaitingMeterAccess,
        ["CHECKING_ELIGIBILITY"] = ParticipationState.AwaitingEligibility,
    };

    internal static IReadOnlyDictionary<string, ParticipationState> All => ByName;

    internal static bool TryParse(string? name, out ParticipationState state)
    {
        if (name is not null)
            return ByName.TryGetValue(name, out state);
        state = default;
        return false;
    }
}

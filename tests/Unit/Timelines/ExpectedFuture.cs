using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R13, written down by hand.</summary>
internal static class ExpectedFuture
{
    private static readonly ParticipationState[] HappyPath =
    [
        EnrolmentRequested, AwaitingConsent, AwaitingTelemetry, AwaitingMeterAccess, ConfirmingDispatch, AwaitingEligibility, AwaitingRegistration,
        Registered, Active,
    ];

    /// <summary>The states expected after a configuration, by its code.</summary>
    public static readonly ParticipationState[][] ByCode = [.. Enumerable.Range(0, 51).Select(code => Of(Situation.OfCode(code)))];

    private static ParticipationState[] Of(Situation situation) => situation.State switch
    {
        Suspended => [Active],
        UnenrolmentRequested => [WindingDown, Unenrolled],
        WindingDown => [Unenrolled],
        Active or Unenrolled or Ineligible or Offboarded or Failed => [],
        _ => [.. HappyPath.Where(state => state > situation.State && (state != AwaitingMeterAccess || situation.MeterAccessOutstanding))],
    };
}

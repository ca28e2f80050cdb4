using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>
/// What tends to happen in each state. What is permitted is not said here: the transition table is asked, and prospects that would
/// be rejected, or would change nothing, are left out.
/// </summary>
internal static class Prospects
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly Prospect[][] ByCode = [.. Configuration.All.Select(Possible)];

    /// <summary>Everything that may happen next; empty when nothing ever does.</summary>
    internal static ReadOnlySpan<Prospect> Of(Configuration configuration) => ByCode[configuration.Code];

    private static Prospect[] Possible(Configuration configuration) =>
        [.. InState(configuration.State).Where(prospect => prospect.Trigger is not { } trigger || IsWorthTelling(configuration, trigger))];

    private static bool IsWorthTelling(Configuration configuration, Trigger trigger) =>
        TransitionTable.Next(configuration, trigger).Outcome switch
        {
            Outcome.Transitioned or Outcome.Updated => true,
            Outcome.Ignored => trigger == TelemetryReceived,
            _ => false,
        };

    private static Prospect[] InState(ParticipationState state) => state switch
    {
        ParticipationState.EnrolmentRequested =>
        [
            new(ConsentRequested, 95, Minute / 2, 3 * Hour),
            new(MeterAccessGranted, 2, Hour, 2 * Day),
            new(UnrecoverableError, 1, Minute, Day),
            new(ConsentWithheld, 2, 10 * Minute, 2 * Day),
        ],
        ParticipationState.AwaitingConsent =>
        [
            new(ConsentGranted, 84, 2 * Minute, 6 * Day),
            new(ConsentWithheld, 7, Hour, 10 * Day),
            new(MeterAccessGranted, 5, Hour, 4 * Day),
            new(TelemetryReceived, 2, Minute, Day),
            Nothing(7),
        ],
        ParticipationState.AwaitingTelemetry =>
        [
            new(TelemetryReceived, 84, Minute, 3 * Day),
            new(MeterAccessGranted, 10, Hour, 3 * Day),
            new(TelemetryNeverEstablished, 7, 14 * Day, 30 * Day),
            Nothing(2),
        ],
        ParticipationState.AwaitingMeterAccess =>
        [
            new(MeterAccessGranted, 86, 4 * Hour, 20 * Day),
            new(TelemetryReceived, 8, Hour, 5 * Day),
            new(ConsentWithheld, 2, Day, 15 * Day),
            new(UnrecoverableError, 2, Day, 20 * Day),
            Nothing(5),
        ],
        ParticipationState.ConfirmingDispatch =>
        [
            new(ControlConfirmed, 92, Minute, Day),
            new(TelemetryReceived, 4, Minute, Day),
            new(UnrecoverableError, 4, Hour, 5 * Day),
            Nothing(2),
        ],
        ParticipationState.AwaitingEligibility =>
        [
            new(EligibilityConfirmed, 88, 6 * Hour, 12 * Day),
            new(EligibilityDenied, 8, 6 * Hour, 12 * Day),
            new(TelemetryReceived, 6, Hour, 3 * Day),
        ],
        ParticipationState.AwaitingRegistration =>
        [
            new(RegistrationConfirmed, 92, Day, 25 * Day),
            new(RegistrationDeclined, 3, Day, 25 * Day),
            new(TelemetryReceived, 6, Hour, 5 * Day),
            Nothing(1),
        ],
        ParticipationState.Registered =>
        [
            new(DeviceWentLive, 96, Hour, 5 * Day),
            new(UnrecoverableError, 1, Hour, 5 * Day),
            new(TelemetryReceived, 3, Hour, 2 * Day),
        ],
        ParticipationState.Active =>
        [
            new(TelemetryReceived, 30, Day / 2, 90 * Day),
            new(TelemetryLost, 11, 2 * Day, 120 * Day),
            new(ControlLost, 8, 2 * Day, 120 * Day),
            new(ConsentLapsed, 3, 30 * Day, 200 * Day),
            new(OperatorPaused, 6, Day, 150 * Day),
            new(CustomerPaused, 9, Day, 150 * Day),
            new(LeaveRequested, 10, 10 * Day, 150 * Day),
        ],
        ParticipationState.Suspended =>
        [
            new(TelemetryResumed, 30, Hour, 8 * Day),
            new(TelemetryReceived, 12, Hour, 6 * Day),
            new(ControlRestored, 34, 10 * Minute, 3 * Day),
            new(ConsentRenewed, 25, Hour, 30 * Day),
            new(OperatorResumed, 30, Hour, 7 * Day),
            new(CustomerResumed, 30, 2 * Hour, 21 * Day),
            new(TelemetryLost, 4, 10 * Minute, 2 * Day),
            new(ControlLost, 5, 10 * Minute, 2 * Day),
            new(ConsentLapsed, 1, Day, 20 * Day),
            new(OperatorPaused, 4, Hour, 3 * Day),
            new(CustomerPaused, 4, Hour, 5 * Day),
            new(LeaveRequested, 4, Day, 30 * Day),
        ],
        ParticipationState.UnenrolmentRequested =>
        [
            new(NoticeServed, 100, 10 * Minute, 4 * Day),
        ],
        ParticipationState.WindingDown =>
        [
            new(RewardsSettled, 50, 3 * Day, 45 * Day),
            new(NoticePeriodElapsed, 50, 14 * Day, 30 * Day),
            new(TelemetryReceived, 10, Day, 10 * Day),
        ],
        ParticipationState.Unenrolled =>
        [
            new(SiteDeleted, 35, 20 * Day, 150 * Day),
            Nothing(65),
        ],
        _ => [],
    };

    private static Prospect Nothing(int weight) => new(null, weight, 0, 1);
}

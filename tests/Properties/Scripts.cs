using FsCheck;
using FsCheck.Fluent;
using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>
/// Random lives that get somewhere: mostly triggers that are to be expected where the participation stands, seldom one that fails or
/// leaves, and now and then any trigger at all, so that every trigger is tried in every configuration. The same lives on every run.
/// </summary>
internal static class Scripts
{
    private const int LongestScript = 60;
    private const int LongestAfterTheEnd = 10;

    private static readonly Trigger[] AnyTrigger = Enum.GetValues<Trigger>();
    private static readonly Trigger[] Failures = [UnrecoverableError, TelemetryNeverEstablished, ConsentWithheld];

    private static readonly Trigger[] RaisingAndClearing =
    [
        TelemetryLost, TelemetryResumed, ControlLost, ControlRestored, ConsentLapsed, ConsentRenewed, OperatorPaused, OperatorResumed,
        CustomerPaused, CustomerResumed,
    ];

    public static Gen<Script> Drawn { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Write(new Random(seed)));

    private static Script Write(Random random)
    {
        var meterAccess = (MeterAccess)random.Next(3);
        var model = new NaiveParticipation(meterAccess, Script.Start, DwellTimes.None);
        var commands = new List<Command>();
        DateTimeOffset now = Script.Start;
        for (int left = random.Next(LongestScript + 1); left > 0; left--)
        {
            if (model.State is Ineligible or Offboarded or Failed && left > LongestAfterTheEnd)
                left = random.Next(LongestAfterTheEnd) + 1;
            now += Pause(random);
            var command = new Command(random.Next(25) == 0 ? null : Pick(random, model.State), OnTimeOrLate(random, now));
            if (command.Trigger is { } trigger)
                model.Fire(trigger, command.At);
            commands.Add(command);
        }

        return new Script(meterAccess, Expectations(random), commands);
    }

    private static Trigger Pick(Random random, ParticipationState state) => random.Next(100) switch
    {
        < 2 => Failures[random.Next(Failures.Length)],
        < 30 => AnyTriggerButAnEnd(random, state),
        _ => Expected(random, state),
    };

    /// <summary>What would end an enrolment, or a participation, is left to its own small share.</summary>
    private static Trigger AnyTriggerButAnEnd(Random random, ParticipationState state)
    {
        Trigger trigger = AnyTrigger[random.Next(AnyTrigger.Length)];
        bool isEnd = (state <= Registered && Failures.Contains(trigger)) || (state is Active or Suspended && trigger == LeaveRequested && random.Next(4) > 0);
        return isEnd ? TelemetryReceived : trigger;
    }

    private static Trigger Expected(Random random, ParticipationState state) => state switch
    {
        EnrolmentRequested => random.Next(6) == 0 ? MeterAccessGranted : ConsentRequested,
        AwaitingConsent => random.Next(6) == 0 ? MeterAccessGranted : ConsentGranted,
        AwaitingTelemetry => random.Next(6) == 0 ? MeterAccessGranted : TelemetryReceived,
        AwaitingMeterAccess => MeterAccessGranted,
        ConfirmingDispatch => ControlConfirmed,
        AwaitingEligibility => random.Next(20) == 0 ? EligibilityDenied : EligibilityConfirmed,
        AwaitingRegistration => random.Next(20) == 0 ? RegistrationDeclined : RegistrationConfirmed,
        Registered => DeviceWentLive,
        Active or Suspended => random.Next(40) == 0 ? LeaveRequested : RaisingAndClearing[random.Next(RaisingAndClearing.Length)],
        UnenrolmentRequested => NoticeServed,
        WindingDown => random.Next(2) == 0 ? RewardsSettled : NoticePeriodElapsed,
        Unenrolled => random.Next(3) == 0 ? SiteDeleted : TelemetryReceived,
        _ => AnyTrigger[random.Next(AnyTrigger.Length)],
    };

    /// <summary>Minutes to days; sometimes none, sometimes the telemetry window to the tick.</summary>
    private static TimeSpan Pause(Random random) => random.Next(10) switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromHours(24) + TimeSpan.FromTicks(random.Next(-1, 2)),
        _ => TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerMinute, 5 * TimeSpan.TicksPerDay)),
    };

    private static DateTimeOffset OnTimeOrLate(Random random, DateTimeOffset now) => random.Next(200) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        < 30 => now - TimeSpan.FromTicks(random.NextInt64(20 * TimeSpan.TicksPerDay)),
        < 60 => now.ToOffset(TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1))),
        _ => now,
    };

    /// <summary>None, for every state, or for some.</summary>
    private static DwellTimes Expectations(Random random)
    {
        int share = random.Next(3);
        return DwellTimes.From(Enum.GetValues<ParticipationState>()
            .Where(_ => share == 2 || (share == 1 && random.Next(5) > 0))
            .ToDictionary(state => state, _ => TimeSpan.FromHours(random.Next(24 * 30))));
    }
}

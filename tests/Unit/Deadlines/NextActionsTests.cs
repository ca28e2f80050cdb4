using static Vpp.Lifecycle.NextActionCode;
using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Party;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R30.</summary>
public sealed class NextActionsTests
{
    private static readonly (Trigger, Party, NextActionCode, SuspensionReason)[] Clearing =
    [
        (TelemetryResumed, Device, ResumeTelemetry, SuspensionReason.AwaitingTelemetry),
        (ControlRestored, Device, RestoreControl, SuspensionReason.AwaitingDispatch),
        (ConsentRenewed, Customer, RenewConsent, SuspensionReason.AwaitingConsent),
        (OperatorResumed, Operator, LiftOperatorPause, SuspensionReason.OperatorRequest),
        (CustomerResumed, Customer, LiftCustomerPause, SuspensionReason.CustomerRequest),
    ];

    public static TheoryData<int> Codes => Given.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_configuration_waits_for_what_its_state_names(int code)
    {
        (Trigger, Party, NextActionCode, ParticipationState) meterAccess = (MeterAccessGranted, Customer, GrantMeterAccess, AwaitingMeterAccess);
        (Trigger, Party, NextActionCode, ParticipationState)[] expected = code switch
        {
            0 => [(ConsentRequested, Host, RequestConsent, EnrolmentRequested)],
            1 => [(ConsentRequested, Host, RequestConsent, EnrolmentRequested), meterAccess],
            2 => [(ConsentGranted, Customer, GrantConsent, AwaitingConsent)],
            3 => [(ConsentGranted, Customer, GrantConsent, AwaitingConsent), meterAccess],
            4 => [(TelemetryReceived, Device, SendTelemetry, AwaitingTelemetry)],
            5 => [(TelemetryReceived, Device, SendTelemetry, AwaitingTelemetry), meterAccess],
            6 => [meterAccess],
            7 => [(ControlConfirmed, Host, ConfirmControl, ConfirmingDispatch)],
            8 => [(EligibilityConfirmed, Operator, DecideEligibility, AwaitingEligibility)],
            9 => [(RegistrationConfirmed, Operator, DecideRegistration, AwaitingRegistration)],
            10 => [(DeviceWentLive, Host, GoLive, Registered)],
            44 => [(NoticeServed, Host, ServeNotice, UnenrolmentRequested)],
            45 => [(RewardsSettled, Operator, SettleRewards, WindingDown), (NoticePeriodElapsed, Host, ServeOutNotice, WindingDown)],
            46 => [(NoticePeriodElapsed, Host, ServeOutNotice, WindingDown)],
            47 => [(RewardsSettled, Operator, SettleRewards, WindingDown)],
            _ => [],
        };
        if (code is > 12 and < 44)
        {
            Assert.Equal(
                Clearing.Where(clearing => ((code - 12) & (1 << (int)clearing.Item4)) != 0).Select(clearing => (clearing.Item1, clearing.Item2, clearing.Item3,
                    (SuspensionReason?)clearing.Item4, LifecycleSpecification.Describe(clearing.Item4).Message)),
                Given.OfCode(code).NextActions().Select(action => (action.Trigger, action.Party, action.Code, action.Reason, action.Message)));
            return;
        }

        IReadOnlyList<NextAction> actions = Given.OfCode(code).NextActions();

        Assert.Equal(
            expected.Select(action => (action.Item1, action.Item2, action.Item3, LifecycleSpecification.Describe(action.Item4).Message)),
            actions.Select(action => (action.Trigger, action.Party, action.Code, action.Message)));
        Assert.All(actions, action => Assert.Equal((null, null, null), (action.Reason, action.Deadline, action.StateAfterDeadline)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_configuration_answers_as_its_participation_without_deadlines(int code) =>
        Assert.Equal(Given.OfCode(code).NextActions(LifecycleTimers.Default), Configuration.FromCode(code).NextActions());

    [Fact]
    public void A_deadline_comes_with_the_trigger_and_the_state_it_leads_to()
    {
        var timers = new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(14) };
        Participation waiting = Given.OfCode(3);

        IReadOnlyList<NextAction> actions = waiting.NextActions(timers);

        Assert.Equal(timers.NextDue(waiting), actions[0].Deadline);
        Assert.Equal(Failed, actions[0].StateAfterDeadline);
        Assert.Equal("CUSTOMER: GRANT_CONSENT, else CONSENT_WITHHELD at 2026-03-15T10:00:00Z", actions[0].ToString());
        // Meter access that comes early leaves the consent awaited: the limit is not its own.
        Assert.Null(actions[1].Deadline);
        Assert.Equal("CUSTOMER: GRANT_METER_ACCESS", actions[1].ToString());
    }

    [Fact]
    public void In_winding_down_each_fact_has_its_own_deadline()
    {
        var notice = new LifecycleTimers { NoticePeriod = TimeSpan.FromDays(30) };
        LifecycleTimers both = notice.WithWaits(new Wait(WindingDown, TimeSpan.FromDays(60), RewardsSettled));
        Participation leaving = Given.OfCode(45);
        DateTimeOffset entered = leaving.EnteredAt;

        Assert.Equal([null, (entered.AddDays(30), WindingDown)], leaving.NextActions(notice).Select(Due));
        Assert.Equal([(entered.AddDays(60), WindingDown), (entered.AddDays(30), WindingDown)], leaving.NextActions(both).Select(Due));
        Assert.Equal([(Given.OfCode(47).EnteredAt.AddDays(60), Unenrolled)], Given.OfCode(47).NextActions(both).Select(Due));
        Assert.Equal([null], Given.OfCode(47).NextActions(notice).Select(Due));

        static (DateTimeOffset, ParticipationState)? Due(NextAction action) =>
            action.Deadline is { } due ? (due.DueAt, action.StateAfterDeadline!.Value) : null;
    }

    [Fact]
    public void The_customer_reads_the_hosts_own_words()
    {
        MessageCatalogue words = MessageCatalogue.English
            .WithMessage(AwaitingConsent, "Say yes.")
            .WithMessage(AwaitingMeterAccess, "Open the meter.")
            .WithMessage(SuspensionReason.CustomerRequest, "Say go.");

        Assert.Equal(["Say yes.", "Open the meter."], Given.OfCode(3).NextActions(messages: words).Select(action => action.Message));
        Assert.Equal("Say go.", Given.Suspended(SuspensionReason.CustomerRequest).Configuration.NextActions(words).Single().Message);
    }

    [Fact]
    public void Every_trigger_has_its_party()
    {
        var byParty = LifecycleSpecification.Triggers.ToLookup(descriptor => descriptor.Party, descriptor => descriptor.Trigger);

        Assert.Equal([ConsentGranted, MeterAccessGranted, ConsentWithheld, ConsentRenewed, CustomerPaused, CustomerResumed, LeaveRequested], byParty[Customer]);
        Assert.Equal([TelemetryReceived, TelemetryResumed, ControlRestored], byParty[Device]);
        Assert.Equal([EligibilityConfirmed, EligibilityDenied, RegistrationConfirmed, RegistrationDeclined, OperatorPaused, OperatorResumed, RewardsSettled], byParty[Operator]);
        Assert.Equal(28 - 17, byParty[Host].Count());
    }

    [Fact]
    public void A_trigger_is_awaited_under_one_code_exactly_where_some_configuration_waits_for_it()
    {
        var awaited = Configuration.All.SelectMany(configuration => configuration.NextActions()).Select(action => (action.Trigger, action.Code)).Distinct().Order().ToArray();

        Assert.Equal(awaited, LifecycleSpecification.Triggers.Where(descriptor => descriptor.AwaitedAs is not null).Select(descriptor => (descriptor.Trigger, descriptor.AwaitedAs!.Value)));
        Assert.Equal(Enum.GetValues<NextActionCode>(), awaited.Select(action => action.Code).Order());
    }

    [Fact]
    public void No_participation_is_an_error() =>
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => ((Participation)null!).NextActions()).ParamName);
}

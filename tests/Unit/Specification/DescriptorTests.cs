namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>What the states page and lifecycle.md say of states, reasons and triggers, copied from there word for word.</summary>
public sealed class DescriptorTests
{
    private const string OurDescriptionOfFailed =
        "Enrolment ended before going live: provisioning broke, telemetry was never established, or consent was withheld.";

    /// <summary>State, kind, phase, description, customer-facing message. FAILED's description is in our words (R27).</summary>
    public static TheoryData<string, StateKind, Phase, string, string> States => new()
    {
        { "ENROLMENT_REQUESTED", StateKind.Transient, Phase.Enrolment, "Enrolment request received.", "We’ve received your request to join the programme." },
        { "AWAITING_CONSENT", StateKind.Resting, Phase.Enrolment, "Awaiting dispatch consent from the customer.", "We need your permission to control your device during programme events. Please give consent to continue." },
        { "AWAITING_TELEMETRY", StateKind.Resting, Phase.Enrolment, "Waiting for the device to send telemetry for the first time. Controllability cannot be confirmed until it arrives.", "We’re waiting to receive data from your device. Please check it’s switched on and connected to the internet." },
        { "AWAITING_METER_ACCESS", StateKind.Resting, Phase.Enrolment, "Optional. Awaiting boundary meter access. Skipped when meter access is already available or not required.", "We need access to your meter to continue. Please add your meter details to proceed." },
        { "CONFIRMING_DISPATCH", StateKind.Transient, Phase.Enrolment, "Confirming the device can be controlled.", "We’re checking we can control your device." },
        { "AWAITING_ELIGIBILITY", StateKind.Resting, Phase.Enrolment, "Awaiting eligibility confirmation from the programme operator.", "We’re checking whether your home and devices qualify." },
        { "AWAITING_REGISTRATION", StateKind.Resting, Phase.Enrolment, "Awaiting registration confirmation from the programme operator.", "We’re registering your device with the programme." },
        { "REGISTERED", StateKind.Transient, Phase.Enrolment, "Registration confirmed.", "Good news, your device is registered." },
        { "INELIGIBLE", StateKind.Terminal, Phase.Enrolment, "Did not qualify at the eligibility check. Recoverable only if site properties change.", "Unfortunately your home or devices don’t currently qualify. This may change if your setup changes." },
        { "ACTIVE", StateKind.Resting, Phase.Participation, "Dispatchable and participating in the programme, including VPP events where applicable.", "Your device is active and taking part in the programme." },
        { "SUSPENDED", StateKind.Resting, Phase.Participation, "Enrolled but temporarily not dispatchable. Active causes are listed in suspension_reasons. Returns to ACTIVE once all are resolved.", "Your participation is paused. The active reasons are shown below." },
        { "UNENROLMENT_REQUESTED", StateKind.Transient, Phase.Unenrolment, "Customer or operator has requested unenrolment.", "We’ve received your request to leave the programme." },
        { "WINDING_DOWN", StateKind.Transient, Phase.Unenrolment, "Serving notice and settling outstanding rewards.", "We’re wrapping things up. Your device is no longer joining new events and any outstanding rewards are being settled." },
        { "UNENROLLED", StateKind.Resting, Phase.Unenrolment, "No longer participating in the programme. Records are retained.", "You’ve left the programme. Your records are kept for your reference." },
        { "OFFBOARDED", StateKind.Terminal, Phase.Unenrolment, "Site and associated assets have been removed from the programme.", "Your home and devices have been removed from the programme." },
        { "FAILED", StateKind.Terminal, Phase.Failure, OurDescriptionOfFailed, "Something went wrong while setting up. Please try again or contact support." },
    };

    /// <summary>Reason, raised by, cleared by, when, recovers, customer-facing message.</summary>
    public static TheoryData<string, string, string, string, string, string> Reasons => new()
    {
        { "AWAITING_TELEMETRY", "TELEMETRY_LOST", "TELEMETRY_RESUMED", "Device telemetry is no longer being received.", "Automatically when telemetry resumes.", "Your participation is paused because we’ve stopped receiving data from your device. Please check it’s switched on and connected. We’ll resume automatically once data returns." },
        { "AWAITING_DISPATCH", "CONTROL_LOST", "CONTROL_RESTORED", "Control of the device can no longer be confirmed.", "When control is restored.", "Your participation is paused because we can’t currently control your device. Please check it’s online and responding. We’ll resume once control is restored." },
        { "AWAITING_CONSENT", "CONSENT_LAPSED", "CONSENT_RENEWED", "Dispatch consent is missing or has expired.", "When consent is renewed.", "Your participation is paused because we need your permission to control your device. Please renew your consent to resume." },
        { "OPERATOR_REQUEST", "OPERATOR_PAUSED", "OPERATOR_RESUMED", "Participation has been paused by the programme operator.", "When the operator removes the suspension.", "Your participation is paused by the programme operator. We’ll resume once this is resolved." },
        { "CUSTOMER_REQUEST", "CUSTOMER_PAUSED", "CUSTOMER_RESUMED", "Participation has been paused by the customer.", "When the customer resumes participation.", "Your participation is paused at your request. You can resume at any time." },
    };

    /// <summary>Trigger, group, condition on the states page, whether it carries a telemetry sighting, whether a consent (R10).</summary>
    public static TheoryData<string, TriggerGroup, string, bool, bool> Triggers => new()
    {
        { "CONSENT_REQUESTED", TriggerGroup.Enrolment, "consent requested", false, false },
        { "CONSENT_GRANTED", TriggerGroup.Enrolment, "consent granted", false, true },
        { "TELEMETRY_RECEIVED", TriggerGroup.Enrolment, "telemetry received", true, false },
        { "METER_ACCESS_GRANTED", TriggerGroup.Enrolment, "meter access granted", false, false },
        { "CONTROL_CONFIRMED", TriggerGroup.Enrolment, "control confirmed", false, false },
        { "ELIGIBILITY_CONFIRMED", TriggerGroup.Enrolment, "operator confirms eligible", false, false },
        { "ELIGIBILITY_DENIED", TriggerGroup.Enrolment, "operator confirms not eligible", false, false },
        { "REGISTRATION_CONFIRMED", TriggerGroup.Enrolment, "operator confirms registration", false, false },
        { "REGISTRATION_DECLINED", TriggerGroup.Enrolment, "operator declines registration", false, false },
        { "DEVICE_WENT_LIVE", TriggerGroup.Enrolment, "device goes live", false, false },
        { "UNRECOVERABLE_ERROR", TriggerGroup.Failure, "unrecoverable error", false, false },
        { "TELEMETRY_NEVER_ESTABLISHED", TriggerGroup.Failure, "telemetry never establishes", false, false },
        { "CONSENT_WITHHELD", TriggerGroup.Failure, "consent withheld", false, false },
        { "TELEMETRY_LOST", TriggerGroup.Suspension, "telemetry lost", false, false },
        { "TELEMETRY_RESUMED", TriggerGroup.Suspension, "telemetry resumes", true, false },
        { "CONTROL_LOST", TriggerGroup.Suspension, "control can no longer be confirmed", false, false },
        { "CONTROL_RESTORED", TriggerGroup.Suspension, "control restored", false, false },
        { "CONSENT_LAPSED", TriggerGroup.Suspension, "consent missing or expired", false, false },
        { "CONSENT_RENEWED", TriggerGroup.Suspension, "consent renewed", false, true },
        { "OPERATOR_PAUSED", TriggerGroup.Suspension, "operator pauses", false, false },
        { "OPERATOR_RESUMED", TriggerGroup.Suspension, "operator lifts", false, false },
        { "CUSTOMER_PAUSED", TriggerGroup.Suspension, "customer pauses", false, false },
        { "CUSTOMER_RESUMED", TriggerGroup.Suspension, "customer resumes", false, false },
        { "LEAVE_REQUESTED", TriggerGroup.Unenrolment, "customer or operator requests to leave", false, false },
        { "NOTICE_SERVED", TriggerGroup.Unenrolment, "notice served", false, false },
        { "REWARDS_SETTLED", TriggerGroup.Unenrolment, "rewards settled", false, false },
        { "NOTICE_PERIOD_ELAPSED", TriggerGroup.Unenrolment, "notice period elapsed", false, false },
        { "SITE_DELETED", TriggerGroup.Unenrolment, "site and assets deleted", false, false },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_is_described_as_on_the_states_page(string name, StateKind kind, Phase phase, string description, string message)
    {
        Assert.True(WireNames.TryParse(name, out ParticipationState state));
        StateDescriptor descriptor = LifecycleSpecification.Describe(state);

        Assert.Equal(state, descriptor.State);
        Assert.Equal(kind, descriptor.Kind);
        Assert.Equal(phase, descriptor.Phase);
        Assert.Equal(description, descriptor.Description);
        Assert.Equal(message, descriptor.Message);
        Assert.Equal(kind == StateKind.Terminal, descriptor.IsTerminal);
        Assert.Equal(name, descriptor.ToString());
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_is_described_as_on_the_states_page(
        string name, string raisedBy, string clearedBy, string when, string recovers, string message)
    {
        Assert.True(WireNames.TryParse(name, out SuspensionReason reason));
        SuspensionReasonDescriptor descriptor = LifecycleSpecification.Describe(reason);

        Assert.Equal(reason, descriptor.Reason);
        Assert.Equal(raisedBy, descriptor.RaisedBy.ToWireName());
        Assert.Equal(clearedBy, descriptor.ClearedBy.ToWireName());
        Assert.Equal(when, descriptor.When);
        Assert.Equal(recovers, descriptor.Recovers);
        Assert.Equal(message, descriptor.Message);
        Assert.Equal(name, descriptor.ToString());
    }

    [Theory]
    [MemberData(nameof(Triggers))]
    public void A_trigger_has_its_group_its_condition_and_what_it_carries(
        string name, TriggerGroup group, string condition, bool isTelemetrySighting, bool isConsent)
    {
        Assert.True(WireNames.TryParse(name, out Trigger trigger));
        TriggerDescriptor descriptor = LifecycleSpecification.Describe(trigger);

        Assert.Equal(trigger, descriptor.Trigger);
        Assert.Equal(group, descriptor.Group);
        Assert.Equal(condition, descriptor.Condition);
        Assert.Equal(isTelemetrySighting, descriptor.IsTelemetrySighting);
        Assert.Equal(isConsent, descriptor.IsConsent);
        Assert.Equal(name, descriptor.ToString());
    }

    [Fact]
    public void The_lists_are_complete_and_in_the_order_of_the_states_page()
    {
        Assert.Equal(NamesOf(States), LifecycleSpecification.States.Select(state => state.ToString()));
        Assert.Equal(NamesOf(Reasons), LifecycleSpecification.Reasons.Select(reason => reason.ToString()));
        Assert.Equal(NamesOf(Triggers), LifecycleSpecification.Triggers.Select(trigger => trigger.ToString()));
        Assert.Equal(
            (16, 5, 28),
            (LifecycleSpecification.States.Count, LifecycleSpecification.Reasons.Count, LifecycleSpecification.Triggers.Count));
    }

    [Fact]
    public void Details_can_be_amended_in_the_first_seven_states()
    {
        IEnumerable<string> amendable = LifecycleSpecification.States.Where(state => state.AllowsAmendment).Select(state => state.ToString());

        Assert.Equal(
            [
                "ENROLMENT_REQUESTED", "AWAITING_CONSENT", "AWAITING_TELEMETRY", "AWAITING_METER_ACCESS", "CONFIRMING_DISPATCH",
                "AWAITING_ELIGIBILITY", "AWAITING_REGISTRATION",
            ],
            amendable);
    }

    [Fact]
    public void A_participation_is_over_in_the_terminal_states_and_once_unenrolled() =>
        Assert.Equal(
            ["INELIGIBLE", "UNENROLLED", "OFFBOARDED", "FAILED"],
            LifecycleSpecification.States.Where(state => state.IsClosed).Select(state => state.ToString()));

    [Fact]
    public void An_undefined_value_has_no_descriptor()
    {
        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleSpecification.Describe((ParticipationState)16)).ParamName);
        Assert.Equal("reason", Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleSpecification.Describe((SuspensionReason)5)).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleSpecification.Describe((Trigger)28)).ParamName);
    }

    [Fact]
    public void No_one_can_write_to_the_shared_lists()
    {
        AssertReadOnly(LifecycleSpecification.States);
        AssertReadOnly(LifecycleSpecification.Reasons);
        AssertReadOnly(LifecycleSpecification.Triggers);
        AssertReadOnly(LifecycleSpecification.Rules);
        AssertReadOnly(Configuration.All);
        AssertReadOnly(Configuration.FromCode(0).PermittedTriggers);
        AssertReadOnly(Configuration.FromCode(0).ExpectedStates);
    }

    private static void AssertReadOnly<T>(IReadOnlyList<T> list)
    {
        var writable = Assert.IsAssignableFrom<IList<T>>(list);
        Assert.True(writable.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => writable[0] = writable[1]);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<object[]> rows) => rows.Select(row => (string)row[0]);
}

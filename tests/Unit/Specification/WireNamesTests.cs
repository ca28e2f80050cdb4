using System.Reflection;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>The names other programs rely on, written out: the library derives them from its members' names, so nothing else would notice a renaming.</summary>
public sealed class WireNamesTests
{
    /// <summary>In the order of the states page; a name's place is the member's number.</summary>
    private static readonly string[] States =
    [
        "ENROLMENT_REQUESTED", "AWAITING_CONSENT", "AWAITING_TELEMETRY", "AWAITING_METER_ACCESS", "CONFIRMING_DISPATCH",
        "AWAITING_ELIGIBILITY", "AWAITING_REGISTRATION", "REGISTERED", "INELIGIBLE", "ACTIVE", "SUSPENDED",
        "UNENROLMENT_REQUESTED", "WINDING_DOWN", "UNENROLLED", "OFFBOARDED", "FAILED",
    ];

    /// <summary>In the order of the table of triggers of lifecycle.md.</summary>
    private static readonly string[] Triggers =
    [
        "CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED", "METER_ACCESS_GRANTED", "CONTROL_CONFIRMED",
        "ELIGIBILITY_CONFIRMED", "ELIGIBILITY_DENIED", "REGISTRATION_CONFIRMED", "REGISTRATION_DECLINED", "DEVICE_WENT_LIVE",
        "UNRECOVERABLE_ERROR", "TELEMETRY_NEVER_ESTABLISHED", "CONSENT_WITHHELD",
        "TELEMETRY_LOST", "TELEMETRY_RESUMED", "CONTROL_LOST", "CONTROL_RESTORED", "CONSENT_LAPSED", "CONSENT_RENEWED",
        "OPERATOR_PAUSED", "OPERATOR_RESUMED", "CUSTOMER_PAUSED", "CUSTOMER_RESUMED",
        "LEAVE_REQUESTED", "NOTICE_SERVED", "REWARDS_SETTLED", "NOTICE_PERIOD_ELAPSED", "SITE_DELETED",
    ];

    private static readonly string[] Reasons = ["AWAITING_TELEMETRY", "AWAITING_DISPATCH", "AWAITING_CONSENT", "OPERATOR_REQUEST", "CUSTOMER_REQUEST"];
    private static readonly string[] MeterAccesses = ["NOT_REQUIRED", "REQUIRED", "AVAILABLE"];
    private static readonly string[] Outcomes = ["TRANSITIONED", "UPDATED", "IGNORED", "REJECTED"];
    private static readonly string[] Kinds = ["TRANSIENT", "RESTING", "TERMINAL"];
    private static readonly string[] Phases = ["ENROLMENT", "PARTICIPATION", "UNENROLMENT", "FAILURE"];
    private static readonly string[] Statuses = ["COMPLETE", "IN_PROGRESS", "PENDING"];
    private static readonly string[] Groups = ["ENROLMENT", "FAILURE", "SUSPENSION", "UNENROLMENT"];
    private static readonly string[] Parties = ["CUSTOMER", "DEVICE", "OPERATOR", "HOST"];

    private static readonly string[] ActionCodes =
    [
        "REQUEST_CONSENT", "GRANT_CONSENT", "SEND_TELEMETRY", "GRANT_METER_ACCESS", "CONFIRM_CONTROL", "DECIDE_ELIGIBILITY", "DECIDE_REGISTRATION", "GO_LIVE",
        "RESUME_TELEMETRY", "RESTORE_CONTROL", "RENEW_CONSENT", "LIFT_OPERATOR_PAUSE", "LIFT_CUSTOMER_PAUSE", "SERVE_NOTICE", "SETTLE_REWARDS",
        "SERVE_OUT_NOTICE",
    ];

    private static readonly string[] RejectionCodes = ["TERMINAL_STATE", "NOT_YET_PERMITTED", "NO_LONGER_PERMITTED"];

    private static readonly string[] JsonErrors = ["MALFORMED_JSON", "MISSING_MEMBER", "DUPLICATE_MEMBER", "INVALID_VALUE", "BROKEN_INVARIANT"];

    private delegate bool Parser<TEnum>(string? name, out TEnum value);

    [Fact]
    public void Every_member_has_its_wire_name_and_its_number()
    {
        AssertNames(States, (ParticipationState state) => state.ToWireName());
        AssertNames(Triggers, (Trigger trigger) => trigger.ToWireName());
        AssertNames(Reasons, (SuspensionReason reason) => reason.ToWireName());
        AssertNames(MeterAccesses, (MeterAccess meterAccess) => meterAccess.ToWireName());
        AssertNames(Outcomes, (Outcome outcome) => outcome.ToWireName());
        AssertNames(Kinds, (StateKind kind) => kind.ToWireName());
        AssertNames(Phases, (Phase phase) => phase.ToWireName());
        AssertNames(Statuses, (TimelineStatus status) => status.ToWireName());
        AssertNames(Groups, (TriggerGroup group) => group.ToWireName());
        AssertNames(RejectionCodes, (RejectionCode code) => code.ToWireName());
        AssertNames(Parties, (Party party) => party.ToWireName());
        AssertNames(ActionCodes, (NextActionCode code) => code.ToWireName());
        AssertNames(JsonErrors, (LifecycleJsonError error) => error.ToWireName());
    }

    [Fact]
    public void A_name_is_read_into_a_variable_declared_on_the_spot()
    {
        Assert.True(WireNames.TryParse<Trigger>("CONSENT_GRANTED", out var trigger));
        Assert.Equal(Trigger.ConsentGranted, trigger);
    }

    [Fact]
    public void Every_wire_name_is_read_back()
    {
        AssertReadBack<ParticipationState>(States, WireNames.TryParse);
        AssertReadBack<Trigger>(Triggers, WireNames.TryParse);
        AssertReadBack<SuspensionReason>(Reasons, WireNames.TryParse);
        AssertReadBack<MeterAccess>(MeterAccesses, WireNames.TryParse);
        AssertReadBack<Outcome>(Outcomes, WireNames.TryParse);
        AssertReadBack<StateKind>(Kinds, WireNames.TryParse);
        AssertReadBack<Phase>(Phases, WireNames.TryParse);
        AssertReadBack<TimelineStatus>(Statuses, WireNames.TryParse);
        AssertReadBack<TriggerGroup>(Groups, WireNames.TryParse);
        AssertReadBack<RejectionCode>(RejectionCodes, WireNames.TryParse);
        AssertReadBack<Party>(Parties, WireNames.TryParse);
        AssertReadBack<NextActionCode>(ActionCodes, WireNames.TryParse);
        AssertReadBack<LifecycleJsonError>(JsonErrors, WireNames.TryParse);
    }

    [Theory]
    [InlineData("AWAITING_CUSTOMER_CONSENT", "AWAITING_CONSENT")]
    [InlineData("AWAITING_DEVICE_TELEMETRY", "AWAITING_TELEMETRY")]
    [InlineData("AWAITING_LOCATION_TELEMETRY", "AWAITING_METER_ACCESS")]
    [InlineData("CHECKING_ELIGIBILITY", "AWAITING_ELIGIBILITY")]
    public void An_old_state_name_is_read_as_the_current_state_and_never_written(string oldName, string currentName)
    {
        Assert.True(WireNames.TryParse(oldName, out ParticipationState state));

        Assert.Equal(currentName, state.ToWireName());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("active")]
    [InlineData("Active")]
    [InlineData("ACTIVE ")]
    [InlineData(" ACTIVE")]
    [InlineData("ACTIVE\0")]
    [InlineData("ACTIVE, SUSPENDED")]
    [InlineData("9")]
    [InlineData("AwaitingConsent")]
    [InlineData("awaiting_customer_consent")]
    [InlineData("PAUSED")]
    public void Any_other_name_is_no_name(string? name)
    {
        Assert.False(WireNames.TryParse(name, out ParticipationState state));
        Assert.False(WireNames.TryParse(name, out Trigger trigger));
        Assert.False(WireNames.TryParse(name, out SuspensionReason reason));
        Assert.False(WireNames.TryParse(name, out MeterAccess meterAccess));

        Assert.Equal(default, (state, trigger, reason, meterAccess));
    }

    /// <summary>Each enumeration, whichever class of its namespace knows its names.</summary>
    [Fact]
    public void Every_public_enumeration_can_be_written_and_read_by_its_wire_names()
    {
        List<MethodInfo> methods = [.. typeof(WireNames).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: true, IsSealed: true }).SelectMany(type => type.GetMethods())];
        foreach (Type enumeration in typeof(WireNames).Assembly.GetExportedTypes().Where(Habits.Library.HasNamedValues))
        {
            MethodInfo toWireName = Assert.Single(methods, method => method.Name == "ToWireName" && method.GetParameters()[0].ParameterType == enumeration);
            MethodInfo tryParse = typeof(WireNames).GetMethod(nameof(WireNames.TryParse))!.MakeGenericMethod(enumeration);
            foreach (object value in Enum.GetValues(enumeration))
            {
                object?[] arguments = [toWireName.Invoke(null, [value]), null];
                Assert.Equal(true, tryParse.Invoke(null, arguments));
                Assert.Equal(value, arguments[1]);
            }

            object?[] unknown = ["ASLEEP", null];
            Assert.Equal(false, tryParse.Invoke(null, unknown));
            Assert.Equal(Enum.ToObject(enumeration, 0), unknown[1]);
        }
    }

    [Fact]
    public void Old_names_are_names_of_states_only()
    {
        Assert.False(WireNames.TryParse("AWAITING_CUSTOMER_CONSENT", out SuspensionReason _));
        Assert.False(WireNames.TryParse("AWAITING_DEVICE_TELEMETRY", out SuspensionReason _));
    }

    [Fact]
    public void An_undefined_value_has_no_name_and_the_error_says_what_is_allowed()
    {
        AssertUndefined("state", "16 is not a defined ParticipationState", States, () => ((ParticipationState)16).ToWireName());
        AssertUndefined("trigger", "28 is not a defined Trigger", Triggers, () => ((Trigger)28).ToWireName());
        AssertUndefined("reason", "5 is not a defined SuspensionReason", Reasons, () => ((SuspensionReason)5).ToWireName());
        AssertUndefined("meterAccess", "3 is not a defined MeterAccess", MeterAccesses, () => ((MeterAccess)3).ToWireName());
        AssertUndefined("outcome", "4 is not a defined Outcome", Outcomes, () => ((Outcome)4).ToWireName());
        AssertUndefined("kind", "3 is not a defined StateKind", Kinds, () => ((StateKind)3).ToWireName());
        AssertUndefined("phase", "4 is not a defined Phase", Phases, () => ((Phase)4).ToWireName());
        AssertUndefined("status", "255 is not a defined TimelineStatus", Statuses, () => ((TimelineStatus)255).ToWireName());
        AssertUndefined("group", "4 is not a defined TriggerGroup", Groups, () => ((TriggerGroup)4).ToWireName());
        AssertUndefined("error", "5 is not a defined LifecycleJsonError", JsonErrors, () => ((LifecycleJsonError)5).ToWireName());
        AssertUndefined("party", "4 is not a defined Party", Parties, () => ((Party)4).ToWireName());
        AssertUndefined("code", "16 is not a defined NextActionCode", ActionCodes, () => ((NextActionCode)16).ToWireName());
        AssertUndefined("code", "3 is not a defined RejectionCode", RejectionCodes, () => ((RejectionCode)3).ToWireName());
    }

    private static void AssertNames<TEnum>(string[] names, Func<TEnum, string> nameOf)
        where TEnum : struct, Enum
    {
        Assert.Equal(names, Enum.GetValues<TEnum>().Select(nameOf));
        Assert.Equal(Enumerable.Range(0, names.Length), Enum.GetValues<TEnum>().Select(value => Convert.ToInt32(value, null)));
    }

    private static void AssertReadBack<TEnum>(string[] names, Parser<TEnum> tryParse)
        where TEnum : struct, Enum
    {
        for (int number = 0; number < names.Length; number++)
        {
            Assert.True(tryParse(names[number], out TEnum value), names[number]);
            Assert.Equal(number, Convert.ToInt32(value, null));
        }
    }

    private static void AssertUndefined(string parameter, string complaint, string[] allowed, Func<string> nameOf)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(nameOf);
        Assert.Equal(parameter, error.ParamName);
        Assert.StartsWith($"{complaint}. Allowed: {string.Join(", ", allowed)}.", error.Message, StringComparison.Ordinal);
    }
}

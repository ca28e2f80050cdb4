namespace Vpp.Lifecycle.Tests.Unit;

public sealed class AmendTests
{
    private static readonly ParticipationDetails Amended = Given.Details with
    {
        LocationId = "loc_moved",
        AccountId = "acc_1",
        ProviderReferenceId = "ref_1",
        Supersedes = "vpp_before",
        Provider = new ProviderInfo { Id = "prv_1", DisplayName = "Leap" },
        Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "Community Powershare" },
    };

    public static TheoryData<int> Codes => Given.Codes;

    /// <summary>ENROLMENT_REQUESTED … AWAITING_REGISTRATION.</summary>
    public static TheoryData<int> AmendableCodes => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Details_are_amended_until_the_request_is_finalised_and_refused_afterwards(int code)
    {
        Participation before = Given.OfCode(code);
        DateTimeOffset at = before.TimeUpdated.AddHours(5);

        AmendmentResult result = before.Amend(Amended, at);

        Assert.Equal(code <= 9, result.IsAccepted);
        if (code > 9)
        {
            Assert.Equal(Outcome.Rejected, result.Outcome);
            Assert.Null(result.Accepted);
            Assert.Equal(
                $"An amendment is not permitted in {before.CurrentState.ToWireName()}: {result.Rejection?.Reason.Replace("The", "the", StringComparison.Ordinal)} Permitted in: ENROLMENT_REQUESTED, "
                + "AWAITING_CONSENT, AWAITING_TELEMETRY, AWAITING_METER_ACCESS, CONFIRMING_DISPATCH, AWAITING_ELIGIBILITY, AWAITING_REGISTRATION.",
                result.Rejection?.ToString());
            return;
        }

        Assert.True(result.TryPickAccepted(out Participation? after, out AmendmentRejection? rejection));
        Assert.Null(rejection);
        Assert.Null(result.Rejection);
        Assert.Same(after, result.Accepted);
        Assert.False(result.TryPickRejected(out rejection, out Participation? again));
        Assert.Null(rejection);
        Assert.Same(after, again);
        Assert.Equal(Outcome.Updated, result.Outcome);
        Assert.Equal(Amended, after.Details);
        Assert.Equal(at, after.TimeUpdated);
        Assert.Equal(Given.Details, before.Details);
        Assert.NotEqual(before, after);
        AssertOnlyDetailsChanged(before, after);
    }

    [Theory]
    [MemberData(nameof(AmendableCodes))]
    public void What_was_amended_stays_with_every_value_that_follows(int code)
    {
        Assert.True(Given.OfCode(code).Amend(Amended, Given.Start).TryPickAccepted(out Participation? amended, out _));

        foreach (Trigger trigger in amended.PermittedTriggers)
            Assert.Equal(Amended, amended.ApplyOrThrow(trigger, Given.Start).Details);
    }

    [Fact]
    public void The_same_details_again_are_ignored_and_move_no_time()
    {
        Participation before = Given.Requested();

        AmendmentResult result = before.Amend(Given.Details with { }, Given.Start.AddDays(1));

        Assert.Equal(Outcome.Ignored, result.Outcome);
        Assert.Same(before, result.Match(after => after, _ => null!));
    }

    [Fact]
    public void A_late_amendment_is_made_but_moves_no_time_backwards()
    {
        Participation before = Given.OfCode(2);

        Participation after = before.Amend(Amended, Given.Start.AddYears(-1)).Match(accepted => accepted, rejection => throw new InvalidOperationException(rejection.ToString()));

        Assert.Equal(Amended, after.Details);
        Assert.Equal(before.TimeUpdated, after.TimeUpdated);
    }

    [Fact]
    public void Amendments_replayed_in_order_give_equal_values()
    {
        static Participation Replay() => Given.Requested(MeterAccess.Required)
            .After(Trigger.ConsentRequested)
            .Amend(Amended, Given.Start.AddHours(2)).Match(after => after, _ => null!)
            .After(Trigger.ConsentGranted, Trigger.TelemetryReceived);

        Assert.Equal(Replay(), Replay());
        Assert.Equal(Replay().GetHashCode(), Replay().GetHashCode());
        Assert.NotEqual(Replay(), Given.Requested(MeterAccess.Required).After(Trigger.ConsentRequested, Trigger.ConsentGranted, Trigger.TelemetryReceived));
    }

    [Fact]
    public void Where_nothing_can_be_amended_the_rejection_is_a_value_whatever_is_asked_for() =>
        Assert.Equal(
            "The request is finalised.",
            Given.OfCode(12).Amend(Given.Details with { DeviceId = "dev_other", LiveMode = true }, Given.Start).Rejection?.Reason);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Identifier_device_and_live_mode_cannot_be_amended_where_the_rest_can(int code)
    {
        Participation participation = Given.OfCode(code);
        ParticipationDetails details = participation.Details;
        (ParticipationDetails Details, string Message)[] attempts =
        [
            (details with { Id = "vpp_other" }, $"Id cannot be amended. Allowed: {details.Id}; given: vpp_other."),
            (details with { DeviceId = "dev_other" }, $"DeviceId cannot be amended. Allowed: {details.DeviceId}; given: dev_other."),
            (details with { LiveMode = true }, "LiveMode cannot be amended. Allowed: False; given: True."),
        ];
        foreach ((ParticipationDetails attempt, string message) in attempts)
        {
            var error = Assert.Throws<ArgumentException>(() => participation.Amend(attempt, Given.Start));
            Assert.Equal("details", error.ParamName);
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_details_are_an_error() =>
        Assert.Equal("details", Assert.Throws<ArgumentNullException>(() => Given.Requested().Amend(null!, Given.Start)).ParamName);

    [Fact]
    public void A_rejection_can_be_picked_matched_and_switched_on()
    {
        AmendmentResult rejected = Given.OfCode(12).Amend(Amended, Given.Start);

        Assert.False(rejected.TryPickAccepted(out Participation? after, out AmendmentRejection? rejection));
        Assert.Null(after);
        Assert.Same(rejected.Rejection, rejection);
        Assert.True(rejected.TryPickRejected(out AmendmentRejection? again, out after));
        Assert.Null(after);
        Assert.Same(rejection, again);
        Assert.Same(rejection, rejected.Match<AmendmentRejection?>(_ => null, found => found));
        Assert.Equal("to loc_moved", Describe(Given.Requested().Amend(Amended, Given.Start)));
        Assert.Equal("nothing to do", Describe(Given.Requested().Amend(Given.Details, Given.Start)));
        Assert.Equal("NoLongerPermitted", Describe(rejected));

        static string Describe(AmendmentResult result) => result switch
        {
            { Outcome: Outcome.Ignored } => "nothing to do",
            { Accepted: { } accepted } => $"to {accepted.Details.LocationId}",
            { Rejection: { } rejection } => rejection.Code.ToString(),
            _ => "neither",
        };
    }

    [Fact]
    public void Once_asked_whether_it_was_accepted_the_compiler_knows_that_half_to_be_there()
    {
        AmendmentResult amended = Given.Requested().Amend(Given.Details with { LocationId = "loc_2" }, Given.Start);

        // That this builds, with nullability warnings as errors, is half of what it shows.
        Assert.Equal("loc_2", amended.IsAccepted ? amended.Accepted.Details.LocationId : "rejected");
    }

    [Fact]
    public void Switch_acts_on_the_half_that_is_there()
    {
        var acts = new List<string>();
        foreach (Participation participation in (Participation[])[Given.Requested(), Given.OfCode(12)])
            participation.Amend(Amended, Given.Start).Switch(accepted => acts.Add(accepted.Details.LocationId), rejection => acts.Add(rejection.Reason));

        Assert.Equal(["loc_moved", "The request is finalised."], acts);
    }

    [Fact]
    public void A_missing_function_is_an_error_whichever_half_is_there()
    {
        foreach (AmendmentResult result in (AmendmentResult[])[Given.Requested().Amend(Amended, Given.Start), Given.OfCode(12).Amend(Amended, Given.Start)])
        {
            Assert.Equal("accepted", Assert.Throws<ArgumentNullException>(() => result.Match(null!, _ => 0)).ParamName);
            Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => result.Match(_ => 0, null!)).ParamName);
            Assert.Equal("accepted", Assert.Throws<ArgumentNullException>(() => result.Switch(null!, _ => { })).ParamName);
            Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => result.Switch(_ => { }, null!)).ParamName);
        }
    }

    [Fact]
    public void A_rejection_says_state_code_reason_and_where_an_amendment_is_permitted()
    {
        foreach (int code in Enumerable.Range(10, 41))
        {
            Participation participation = Given.OfCode(code);
            bool isTerminal = participation.CurrentState is ParticipationState.Ineligible or ParticipationState.Offboarded or ParticipationState.Failed;

            AmendmentRejection rejection = participation.Amend(Amended, Given.Start).Rejection!;

            Assert.Equal(participation.CurrentState, rejection.State);
            Assert.Equal(isTerminal ? RejectionCode.TerminalState : RejectionCode.NoLongerPermitted, rejection.Code);
            Assert.Equal(isTerminal ? $"{rejection.State.ToWireName()} is terminal." : "The request is finalised.", rejection.Reason);
            Assert.Equal(Enumerable.Range(0, 7).Select(state => (ParticipationState)state), rejection.PermittedIn);
        }
    }

    [Fact]
    public void The_default_value_is_neither_half_and_says_so()
    {
        AmendmentResult none = default;
        Action[] uses =
        [
            () => _ = none.Outcome, () => none.Match(_ => 1, _ => 2), () => none.Switch(_ => { }, _ => { }),
            () => none.TryPickAccepted(out _, out _), () => none.TryPickRejected(out _, out _),
        ];

        Assert.False(none.IsAccepted);
        Assert.Null(none.Accepted);
        Assert.Null(none.Rejection);
        Assert.Equal("none", none.ToString());
        foreach (Action use in uses)
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.Equal("This result is the default value: it comes from no Amend and is neither accepted nor rejected.", error.Message);
        }
    }

    [Fact]
    public void Results_compare_by_value()
    {
        Assert.Equal(Given.Requested().Amend(Amended, Given.Start), Given.Requested().Amend(Amended, Given.Start));
        Assert.NotEqual(Given.Requested().Amend(Amended, Given.Start), Given.Requested().Amend(Amended, Given.Start.AddDays(1)));
        Assert.Equal(Given.OfCode(12).Amend(Amended, Given.Start), Given.OfCode(12).Amend(Amended, Given.Start.AddDays(1)));
    }

    [Fact]
    public void Its_text_is_the_outcome_or_the_rejection()
    {
        Assert.Equal("UPDATED", Given.Requested().Amend(Amended, Given.Start).ToString());
        Assert.StartsWith("An amendment is not permitted in ACTIVE", Given.OfCode(12).Amend(Amended, Given.Start).ToString(), StringComparison.Ordinal);
    }

    private static void AssertOnlyDetailsChanged(Participation before, Participation after)
    {
        Assert.Equal(before.Configuration, after.Configuration);
        Assert.Equal(before.Timeline, after.Timeline);
        Assert.Equal(before.MeterAccess, after.MeterAccess);
        Assert.Equal(before.DwellTimes, after.DwellTimes);
        Assert.Equal(
            (before.TimeCreated, before.EnteredAt, before.TelemetrySeenAt, before.ConsentedAt),
            (after.TimeCreated, after.EnteredAt, after.TelemetrySeenAt, after.ConsentedAt));
    }
}

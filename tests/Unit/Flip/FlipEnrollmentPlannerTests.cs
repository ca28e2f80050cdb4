using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipEnrollmentPlannerTests
{
    private static readonly DateTimeOffset Later = FlipExample.Start.AddDays(30);

    public static TheoryData<int, FlipEnrollmentStatus> EveryPair()
    {
        var pairs = new TheoryData<int, FlipEnrollmentStatus>();
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (FlipEnrollmentStatus status in Enum.GetValues<FlipEnrollmentStatus>())
                pairs.Add(configuration.Code, status);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Each_status_asked_for_in_each_configuration_comes_to_what_the_table_says(int code, FlipEnrollmentStatus asked)
    {
        Participation participation = FlipExample.InEachConfiguration[code];
        Trigger[]? expected = FlipPlanTable.Expected(participation.CurrentState, asked);

        FlipStatusPlan plan = FlipEnrollmentPlanner.Plan(participation.Configuration, asked);
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(participation, new FlipEnrollmentPatch { Status = asked, GroupIds = ["a"] }, Later);

        Assert.Equal(expected, plan.Triggers);
        Assert.Equal(expected is not null, plan.IsAccepted);
        if (result.TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? rejection))
        {
            Assert.Equal(expected, accepted.Transitions.Select(transition => transition.Trigger));
            Assert.Equal(["a"], accepted.GroupIds);
            Assert.All(accepted.Transitions, transition => Assert.Equal(Later, transition.OccurredAt));
        }
        else
        {
            Assert.Null(expected);
            Assert.Equal((409, plan.Rejection), (rejection.StatusCode, rejection.Message));
        }
    }

    public static TheoryData<int, FlipEnrollmentStatus> EveryAcceptedPair()
    {
        var pairs = new TheoryData<int, FlipEnrollmentStatus>();
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (FlipEnrollmentStatus status in Enum.GetValues<FlipEnrollmentStatus>())
            {
                if (FlipPlanTable.Expected(configuration.State, status) is not null)
                    pairs.Add(configuration.Code, status);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryAcceptedPair))]
    public void What_is_accepted_is_shown_afterwards_except_where_other_reasons_keep_it_paused(int code, FlipEnrollmentStatus asked)
    {
        Participation participation = FlipExample.InEachConfiguration[code];
        FlipPatchAccepted accepted = FlipEnrollmentPlanner.Apply(participation, new FlipEnrollmentPatch { Status = asked }, Later).Accepted!;

        SuspensionReasonSet others = participation.SuspensionReasons.Without(SuspensionReason.OperatorRequest);
        FlipEnrollmentStatus expected = asked == FlipEnrollmentStatus.Active && !others.IsEmpty ? FlipEnrollmentStatus.Paused : asked;
        Assert.Equal(expected, FlipStatusMapping.Default[accepted.Participation.CurrentState]);
        Assert.Equal(
            asked == FlipEnrollmentStatus.Paused,
            accepted.Participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest));
    }

    [Theory]
    [InlineData(0, "ACTIVE", "ACTIVE is not permitted in ENROLMENT_REQUESTED: the operator cannot do what comes first: consent requested (CONSENT_REQUESTED). Permitted here: REJECTED.")]
    [InlineData(5, "ACTIVE", "ACTIVE is not permitted in AWAITING_TELEMETRY: the operator cannot do what comes first: telemetry received (TELEMETRY_RECEIVED). Permitted here: REJECTED.")]
    [InlineData(2, "UNENROLLED", "UNENROLLED is not permitted in AWAITING_CONSENT: it needs ACTIVE or SUSPENDED, which has not been reached yet. Permitted here: REJECTED.")]
    [InlineData(8, "PAUSED", "PAUSED is not permitted in AWAITING_ELIGIBILITY: it needs ACTIVE or SUSPENDED, which has not been reached yet. Permitted here: ACTIVE, REJECTED.")]
    [InlineData(12, "PENDING", "PENDING is not permitted in ACTIVE: it is a status that comes by itself and is never asked for. Permitted here: UNENROLLED, PAUSED.")]
    [InlineData(44, "ACTIVE", "ACTIVE is not permitted in UNENROLMENT_REQUESTED: ACTIVE cannot be reached any more. Permitted here: nothing.")]
    [InlineData(48, "PAUSED", "PAUSED is not permitted in UNENROLLED: it needs ACTIVE or SUSPENDED, which cannot be reached any more. Permitted here: nothing.")]
    [InlineData(50, "ACTIVE", "ACTIVE is not permitted in FAILED: FAILED is terminal. Permitted here: nothing.")]
    public void A_rejection_says_why_and_what_is_permitted_instead(int code, string asked, string rejection)
    {
        Assert.True(WireNames.TryParse(asked, out FlipEnrollmentStatus status));
        Assert.Equal(rejection, FlipEnrollmentPlanner.Plan(Configuration.FromCode(code), status).Rejection);
    }

    [Fact]
    public void A_refused_status_changes_no_groups_either_and_the_body_of_the_answer_is_complete()
    {
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(
            FlipExample.Active, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Rejected, GroupIds = [] }, Later);

        Assert.False(result.IsAccepted);
        Assert.Null(result.Accepted);
        Assert.Equal(409, result.Rejection.StatusCode);
        Assert.Equal("STATUS_NOT_PERMITTED", result.Rejection.Code);
        Assert.Equal(["body", "status"], Assert.Single(result.Rejection.Detail).Loc);
        Assert.Equal("status_not_permitted", result.Rejection.Detail[0].Type);
        Assert.Equal(result.Rejection.Message, result.Rejection.Detail[0].Msg);
        Assert.Equal(new FlipErrorEntry(result.Rejection.Message, "$.status"), Assert.Single(result.Rejection.Errors));
    }

    [Fact]
    public void An_unknown_group_refuses_the_status_as_well()
    {
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(
            FlipExample.Active,
            new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused, GroupIds = ["north", "moon"] },
            Later,
            groupExists: id => id == "north");

        Assert.False(result.IsAccepted);
        Assert.Equal((422, "UNKNOWN_GROUP", "There is no group \"moon\"."), (result.Rejection.StatusCode, result.Rejection.Code, result.Rejection.Message));
        Assert.Equal(["body", "group_ids", "1"], result.Rejection.Detail[0].Loc);
        Assert.Equal("$.group_ids[1]", result.Rejection.Errors[0].Path);
    }

    [Fact]
    public void An_unknown_group_is_named_by_its_place_in_the_body_also_after_a_repeat_and_cut_off_where_it_is_long()
    {
        string unknown = new('z', 61);
        FlipError rejection = FlipEnrollmentPlanner.Apply(
            FlipExample.Active, FlipEnrollmentPatch.Parse($$"""{"group_ids":["a","a","{{unknown}}"]}"""), Later, groupExists: id => id == "a").Rejection!;

        Assert.Equal("$.group_ids[2]", rejection.Errors[0].Path);
        Assert.Equal($"There is no group \"{unknown[..60]}…\".", rejection.Message);
    }

    [Fact]
    public void A_group_given_twice_counts_once() =>
        Assert.Equal(["b", "a"], FlipEnrollmentPlanner.Apply(FlipExample.Active, new FlipEnrollmentPatch { GroupIds = ["b", "a", "b"] }, Later).Accepted!.GroupIds);

    [Fact]
    public void Known_groups_are_handed_on_and_none_takes_all_away()
    {
        Assert.Equal(["north"], Apply(new FlipEnrollmentPatch { GroupIds = ["north"] }).GroupIds);
        Assert.Equal([], Apply(new FlipEnrollmentPatch { GroupIds = [] }).GroupIds);
        Assert.Null(Apply(new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused }).GroupIds);

        static FlipPatchAccepted Apply(FlipEnrollmentPatch patch) =>
            FlipEnrollmentPlanner.Apply(FlipExample.Active, patch, Later, groupExists: id => id == "north").Accepted!;
    }

    [Fact]
    public void An_empty_patch_changes_nothing()
    {
        FlipPatchAccepted accepted = FlipEnrollmentPlanner.Apply(FlipExample.Active, new FlipEnrollmentPatch(), Later).Accepted!;
        Assert.Same(FlipExample.Active, accepted.Participation);
        Assert.Empty(accepted.Transitions);
        Assert.Null(accepted.StatusReason);
        Assert.Null(accepted.GroupIds);
    }

    [Fact]
    public void Approval_walks_the_whole_way_with_actor_and_text_on_every_transition()
    {
        Participation waiting = FlipExample.In(ParticipationState.AwaitingEligibility);
        FlipPatchAccepted accepted = FlipEnrollmentPlanner.Apply(
            waiting, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active, StatusReason = "Fits." }, Later, actor: "ops@utility").Accepted!;

        Assert.Equal(ParticipationState.Active, accepted.Participation.CurrentState);
        Assert.Equal(3, accepted.Transitions.Count);
        Assert.All(accepted.Transitions, transition => Assert.Equal(("ops@utility", "Fits.", Outcome.Transitioned), (transition.Actor, transition.Note, transition.Outcome)));
        Assert.Equal(ParticipationState.AwaitingEligibility, waiting.CurrentState);
    }

    [Fact]
    public void Pausing_again_is_ignored_and_resuming_what_others_paused_leaves_it_paused()
    {
        Participation both = FlipExample.SuspendedFor(SuspensionReason.AwaitingTelemetry, SuspensionReason.OperatorRequest);

        FlipPatchAccepted again = FlipEnrollmentPlanner.Apply(both, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused }, Later).Accepted!;
        Assert.Equal(Outcome.Ignored, Assert.Single(again.Transitions).Outcome);
        Assert.Same(both, again.Participation);

        FlipPatchAccepted resumed = FlipEnrollmentPlanner.Apply(both, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active }, Later).Accepted!;
        Assert.Equal(Outcome.Updated, Assert.Single(resumed.Transitions).Outcome);
        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.AwaitingTelemetry), resumed.Participation.SuspensionReasons);
    }

    [Fact]
    public void With_a_hosts_mapping_what_is_shown_already_follows_the_mapping()
    {
        FlipStatusMapping own = FlipStatusMapping.From(state =>
            state == ParticipationState.UnenrolmentRequested ? FlipEnrollmentStatus.Pending : FlipStatusMapping.Default[state]);
        Configuration leaving = Configuration.From(ParticipationState.UnenrolmentRequested);

        Assert.Empty(FlipEnrollmentPlanner.Plan(leaving, FlipEnrollmentStatus.Pending, own).Triggers!);
        Assert.False(FlipEnrollmentPlanner.Plan(leaving, FlipEnrollmentStatus.Unenrolled, own).IsAccepted);
        Assert.Equal([Trigger.OperatorPaused], FlipEnrollmentPlanner.Plan(Configuration.From(ParticipationState.Active), FlipEnrollmentStatus.Paused, own).Triggers);
    }

    [Theory]
    [InlineData(ParticipationState.Registered, FlipEnrollmentStatus.Active)]
    [InlineData(ParticipationState.Suspended, FlipEnrollmentStatus.Active)]
    [InlineData(ParticipationState.AwaitingConsent, FlipEnrollmentStatus.Rejected)]
    [InlineData(ParticipationState.Suspended, FlipEnrollmentStatus.Unenrolled)]
    public void A_status_that_a_hosts_mapping_shows_already_fires_nothing(ParticipationState state, FlipEnrollmentStatus shown)
    {
        FlipStatusMapping own = FlipStatusMapping.From(each => each == state ? shown : FlipStatusMapping.Default[each]);

        Assert.Equal([], FlipEnrollmentPlanner.Plan(FlipExample.In(state).Configuration, shown, own).Triggers);
    }

    [Fact]
    public void PAUSED_is_recorded_also_where_a_hosts_mapping_shows_it_already_and_needs_nothing_where_it_cannot_be()
    {
        FlipStatusMapping own = FlipStatusMapping.From(_ => FlipEnrollmentStatus.Paused);

        Assert.Equal([Trigger.OperatorPaused], FlipEnrollmentPlanner.Plan(FlipExample.Active.Configuration, FlipEnrollmentStatus.Paused, own).Triggers);
        Assert.Equal([], FlipEnrollmentPlanner.Plan(FlipExample.In(ParticipationState.Registered).Configuration, FlipEnrollmentStatus.Paused, own).Triggers);
    }

    [Fact]
    public void A_plan_is_one_of_two_and_compares_by_value()
    {
        Configuration active = Configuration.From(ParticipationState.Active);
        FlipStatusPlan accepted = FlipEnrollmentPlanner.Plan(active, FlipEnrollmentStatus.Paused);
        FlipStatusPlan rejected = FlipEnrollmentPlanner.Plan(active, FlipEnrollmentStatus.Created);

        Assert.Equal("1 triggers", accepted.Match(triggers => $"{triggers.Count} triggers", rejection => rejection));
        Assert.StartsWith("CREATED is not permitted in ACTIVE", rejected.Match(_ => "", rejection => rejection), StringComparison.Ordinal);
        Assert.Equal("OPERATOR_PAUSED", accepted.ToString());
        Assert.Equal(accepted, FlipEnrollmentPlanner.Plan(active, FlipEnrollmentStatus.Paused));
        Assert.Equal(accepted.GetHashCode(), FlipEnrollmentPlanner.Plan(active, FlipEnrollmentStatus.Paused).GetHashCode());
        Assert.NotEqual(accepted, rejected);
        Assert.NotEqual(accepted, FlipEnrollmentPlanner.Plan(active, FlipEnrollmentStatus.Active));
    }

    [Fact]
    public void Equal_patches_of_equal_participations_have_equal_results()
    {
        var patch = new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused, StatusReason = "Works.", GroupIds = ["a"] };
        FlipPatchResult one = FlipEnrollmentPlanner.Apply(FlipExample.Active, patch, Later);
        FlipPatchResult other = FlipEnrollmentPlanner.Apply(FlipExample.Active, patch with { GroupIds = ["a"] }, Later);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, FlipEnrollmentPlanner.Apply(FlipExample.Active, patch with { GroupIds = ["b"] }, Later));
        Assert.Equal("accepted", one.Match(_ => "accepted", _ => "rejected"));
    }

    [Fact]
    public void A_plan_and_a_result_are_picked_and_switched_on_by_the_half_that_is_there()
    {
        var acts = new List<string>();
        foreach (FlipEnrollmentStatus status in (FlipEnrollmentStatus[])[FlipEnrollmentStatus.Paused, FlipEnrollmentStatus.Created])
        {
            FlipStatusPlan plan = FlipEnrollmentPlanner.Plan(FlipExample.Active.Configuration, status);
            plan.Switch(triggers => acts.Add($"plan {triggers[0]}"), rejection => acts.Add($"no plan {rejection[..7]}"));
            Assert.Equal(plan.IsAccepted, plan.TryPickAccepted(out IReadOnlyList<Trigger>? triggers, out string? reason));
            Assert.Equal(plan.Triggers, triggers);
            Assert.Equal(plan.Rejection, reason);
            Assert.Equal(!plan.IsAccepted, plan.TryPickRejected(out reason, out triggers));
            Assert.Equal(plan.Triggers, triggers);
            Assert.Equal(plan.Rejection, reason);

            FlipPatchResult result = FlipEnrollmentPlanner.Apply(FlipExample.Active, new FlipEnrollmentPatch { Status = status }, Later);
            result.Switch(accepted => acts.Add($"patched {accepted.Transitions.Count}"), rejection => acts.Add($"rejected {rejection.StatusCode}"));
            Assert.Equal(result.IsAccepted, !result.TryPickRejected(out FlipError? error, out FlipPatchAccepted? accepted));
            Assert.Equal((result.Accepted, result.Rejection), (accepted, error));
        }

        Assert.Equal(["plan OperatorPaused", "patched 1", "no plan CREATED", "rejected 409"], acts);
    }

    [Fact]
    public void What_cannot_be_asked_is_an_argument_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>("asked", () => FlipEnrollmentPlanner.Plan(default, (FlipEnrollmentStatus)8));
        Assert.Throws<ArgumentNullException>("participation", () => FlipEnrollmentPlanner.Apply(null!, new FlipEnrollmentPatch(), Later));
        Assert.Throws<ArgumentNullException>("patch", () => FlipEnrollmentPlanner.Apply(FlipExample.Active, null!, Later));
    }

    [Fact]
    public void A_reason_code_goes_with_the_transitions_and_explains_what_the_operator_does_not()
    {
        var paused = new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused };
        FlipPatchAccepted coded = Accept(paused, null);
        FlipPatchAccepted told = Accept(paused with { StatusReason = "Grid works." }, null);
        FlipPatchAccepted cleared = Accept(paused with { StatusReason = "" }, null);
        FlipPatchAccepted nothing = Accept(new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active }, null);
        FlipStatusReason standing = FlipStatusReason.From("Welcome.", FlipExample.Active);

        Assert.Equal(("GRID-1", "GRID-1"), (Assert.Single(coded.Transitions).ReasonCode, coded.StatusReason!.Text));
        Assert.True(coded.StatusReason.StandsIn(coded.Participation));
        Assert.Equal(("GRID-1", "Grid works."), (Assert.Single(told.Transitions).ReasonCode, told.StatusReason!.Text));
        Assert.Null(cleared.StatusReason);
        Assert.Null(nothing.StatusReason);
        Assert.Same(standing, Accept(new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active }, standing).StatusReason);
        Assert.Equal("GRID-1", Accept(paused, standing).StatusReason!.Text);
        Assert.Equal("reasonCode", Assert.Throws<ArgumentException>(() => FlipEnrollmentPlanner.Apply(FlipExample.Active, paused, Later, reasonCode: "grid")).ParamName);

        static FlipPatchAccepted Accept(FlipEnrollmentPatch patch, FlipStatusReason? current) =>
            FlipEnrollmentPlanner.Apply(FlipExample.Active, patch, Later, current, reasonCode: "GRID-1").Accepted!;
    }
}

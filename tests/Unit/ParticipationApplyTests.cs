namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ParticipationApplyTests
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    public static TheoryData<int> Codes => Given.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_trigger_does_to_a_participation_what_the_states_page_says(int code)
    {
        Participation before = Given.OfCode(code);
        DateTimeOffset at = before.TimeUpdated.AddDays(1);
        foreach (Trigger trigger in Triggers)
        {
            (Outcome outcome, int next) = StatesPage.Fire(code, trigger);
            TransitionResult result = before.Apply(trigger, at, "an actor", "a note");

            Assert.Equal(outcome, result.Outcome);
            Assert.Equal(outcome != Outcome.Rejected, result.IsAccepted);
            if (result.Accepted is not { } accepted)
            {
                Assert.Equal(code, result.Rejection!.Configuration.Code);
                Assert.Equal(trigger, result.Rejection.Trigger);
                continue;
            }

            Assert.Null(result.Rejection);
            Assert.Equal(next, accepted.Participation.Configuration.Code);
            Assert.Equal(outcome, accepted.Outcome);
            Assert.Equal((code, next), (accepted.Transition.From.Code, accepted.Transition.To.Code));
            Assert.Equal((trigger, outcome, at), (accepted.Transition.Trigger, accepted.Transition.Outcome, accepted.Transition.OccurredAt));
            Assert.Equal(("an actor", "a note"), (accepted.Transition.Actor, accepted.Transition.Note));
            AssertChanged(before, accepted.Participation, outcome, next, trigger, at);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_shows_of_a_participation_follows_from_its_configuration(int code)
    {
        Situation situation = Situation.OfCode(code);
        Participation participation = Given.OfCode(code);

        Assert.Equal(situation.State, participation.CurrentState);
        Assert.Equal(situation.State == ParticipationState.Active, participation.ControlActive);
        Assert.Equal(situation.Reasons, participation.SuspensionReasons);
        Assert.Equal(situation.State, participation.Timeline.Current.State);
        Assert.Equal(situation.MeterAccessOutstanding, participation.MeterAccess == MeterAccess.Required);
        Assert.Equal($"{Given.Details.Id} {participation.Configuration}", participation.ToString());
        Assert.Equal(
            Triggers.Where(trigger => StatesPage.Changes(code, trigger)),
            participation.PermittedTriggers);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Nothing_happens_to_the_value_that_a_trigger_is_applied_to(int code)
    {
        Participation before = Given.OfCode(code);
        Participation twin = Given.OfCode(code);
        int hash = before.GetHashCode();
        foreach (Trigger trigger in Triggers)
            before.Apply(trigger, before.TimeUpdated.AddDays(1));

        Assert.NotSame(twin, before);
        Assert.Equal(twin, before);
        Assert.Equal(twin.Timeline, before.Timeline);
        Assert.Equal(hash, before.GetHashCode());
    }

    [Fact]
    public void An_undefined_trigger_is_an_error_and_not_a_rejection()
    {
        foreach (Func<object> use in (Func<object>[])[
            () => Given.Requested().Apply((Trigger)28, Given.Start),
            () => Given.Requested().ApplyOrThrow((Trigger)255, Given.Start)])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal("trigger", error.ParamName);
            Assert.Contains(" is not a defined Trigger. Allowed: CONSENT_REQUESTED, ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ill_formed_text_about_a_trigger_is_an_error_that_names_it_and_the_place()
    {
        foreach ((string text, string surrogate, int index) in IllFormed.Texts)
        {
            Participation requested = Given.Requested();
            (string Parameter, Action Fire)[] all =
            [
                ("actor", () => requested.Apply(Trigger.ConsentRequested, Given.Start, actor: text)),
                ("note", () => requested.Apply(Trigger.ConsentRequested, Given.Start, note: text)),
                ("actor", () => requested.ApplyOrThrow(Trigger.ConsentRequested, Given.Start, actor: text)),
                ("note", () => requested.ApplyOrThrow(Trigger.ConsentRequested, Given.Start, note: text)),
            ];
            foreach ((string parameter, Action fire) in all)
            {
                var error = Assert.Throws<ArgumentException>(parameter, fire);
                Assert.Contains($"lone surrogate (U+{surrogate}) at index {index}. Allowed: well-formed UTF-16", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Ill_formed_text_is_an_error_where_the_trigger_would_be_rejected_too() =>
        Assert.Throws<ArgumentException>(() => Given.OfCode(50).Apply(Trigger.ConsentRequested, Given.Start, note: "\uDC00"));

    [Fact]
    public void Actor_and_note_are_passed_on_as_they_are()
    {
        Transition transition = Given.Requested().Accept(Trigger.ConsentRequested, Given.Start, actor: "", note: "ok 😀 ’").Transition;

        Assert.Equal(("", "ok 😀 ’"), (transition.Actor, transition.Note));
        Transition silent = Given.Requested().Accept(Trigger.ConsentRequested, Given.Start).Transition;
        Assert.Equal((null, null), (silent.Actor, silent.Note));
    }

    [Fact]
    public void ApplyOrThrow_gives_the_next_participation_also_when_ignored()
    {
        Participation requested = Given.Requested();

        Assert.Equal(ParticipationState.AwaitingConsent, requested.ApplyOrThrow(Trigger.ConsentRequested, Given.Start).CurrentState);
        Assert.Same(requested, requested.ApplyOrThrow(Trigger.MeterAccessGranted, Given.Start));
    }

    [Fact]
    public void ApplyOrThrow_throws_the_rejection_where_there_is_one()
    {
        Participation active = Given.In(ParticipationState.Active);
        Rejection rejection = active.Reject(Trigger.SiteDeleted);

        var error = Assert.Throws<TransitionRejectedException>(() => active.ApplyOrThrow(Trigger.SiteDeleted, Given.Start));

        Assert.Equal(rejection, error.Rejection);
        Assert.Equal(rejection.ToString(), error.Message);
        Assert.IsAssignableFrom<InvalidOperationException>(error);
        Assert.Equal("rejection", Assert.Throws<ArgumentNullException>(() => new TransitionRejectedException(null!)).ParamName);
    }

    private static void AssertChanged(Participation before, Participation after, Outcome outcome, int next, Trigger trigger, DateTimeOffset at)
    {
        bool seen = trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed;
        bool consented = trigger is Trigger.ConsentGranted or Trigger.ConsentRenewed;
        bool moved = outcome == Outcome.Transitioned;

        Assert.Equal(before.Details, after.Details);
        Assert.Equal(before.TimeCreated, after.TimeCreated);
        Assert.Equal(outcome == Outcome.Ignored ? before.TimeUpdated : at, after.TimeUpdated);
        Assert.Equal(moved ? at : before.EnteredAt, after.EnteredAt);
        Assert.Equal(seen ? at : before.TelemetrySeenAt, after.TelemetrySeenAt);
        Assert.Equal(consented ? at : before.ConsentedAt, after.ConsentedAt);
        Assert.Equal(before.Timeline.CompleteCount + (moved ? 1 : 0), after.Timeline.CompleteCount);
        Assert.Equal(Situation.OfCode(next).Reasons, after.Timeline.Current.SuspensionReasons);
        bool granted = trigger == Trigger.MeterAccessGranted && before.MeterAccess == MeterAccess.Required;
        Assert.Equal(granted ? MeterAccess.Available : before.MeterAccess, after.MeterAccess);
        if (outcome == Outcome.Ignored && !seen && !consented)
            Assert.Same(before, after);
    }
}

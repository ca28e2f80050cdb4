namespace Vpp.Lifecycle.Tests.Unit;

public sealed class TransitionResultTests
{
    private static readonly TransitionResult Accepted = Given.Requested().Apply(Trigger.ConsentRequested, Given.Start.AddHours(1), "customer", "by app");
    private static readonly TransitionResult Ignored = Given.Requested().Apply(Trigger.MeterAccessGranted, Given.Start);
    private static readonly TransitionResult Rejected = Given.Requested().Apply(Trigger.SiteDeleted, Given.Start);

    [Fact]
    public void Match_answers_from_the_half_that_is_there()
    {
        Assert.Equal("Transitioned AWAITING_CONSENT", Describe(Accepted));
        Assert.Equal("Ignored ENROLMENT_REQUESTED", Describe(Ignored));
        Assert.Equal("rejected SITE_DELETED", Describe(Rejected));

        static string Describe(TransitionResult result) => result.Match(
            accepted => $"{accepted.Outcome} {accepted.Participation.CurrentState.ToWireName()}",
            rejection => $"rejected {rejection.Trigger.ToWireName()}");
    }

    [Fact]
    public void Switch_acts_on_the_half_that_is_there()
    {
        var acts = new List<string>();
        foreach (TransitionResult result in (TransitionResult[])[Accepted, Ignored, Rejected])
            result.Switch(accepted => acts.Add($"{accepted.Transition.To}"), rejection => acts.Add($"{rejection.Trigger}"));

        Assert.Equal(["AWAITING_CONSENT", "ENROLMENT_REQUESTED", "SiteDeleted"], acts);
    }

    [Fact]
    public void TryPick_gives_one_half_and_nothing_of_the_other()
    {
        Assert.True(Accepted.TryPickAccepted(out AcceptedTransition accepted, out Rejection? none));
        Assert.Null(none);
        Assert.Equal(ParticipationState.AwaitingConsent, accepted.Participation.CurrentState);
        Assert.False(Accepted.TryPickRejected(out none, out AcceptedTransition again));
        Assert.Null(none);
        Assert.Equal(accepted, again);

        Assert.True(Rejected.TryPickRejected(out Rejection? rejection, out AcceptedTransition nothing));
        Assert.Equal(Trigger.SiteDeleted, rejection.Trigger);
        Assert.Equal(default, nothing);
        Assert.False(Rejected.TryPickAccepted(out nothing, out Rejection? sameRejection));
        Assert.Equal(rejection, sameRejection);
        Assert.Equal(default, nothing);
    }

    [Fact]
    public void Once_asked_whether_it_was_accepted_the_compiler_knows_that_half_to_be_there()
    {
        Assert.Equal("Transitioned", Describe(Accepted));
        Assert.Equal("rejected", Describe(Rejected));

        // That this builds, with nullability warnings as errors, is half of what it shows.
        static string Describe(TransitionResult result) => result.IsAccepted ? $"{result.Accepted.Value.Outcome}" : "rejected";
    }

    [Fact]
    public void A_switch_with_property_patterns_takes_it_apart()
    {
        Assert.Equal("to AWAITING_CONSENT", Describe(Accepted));
        Assert.Equal("nothing to do", Describe(Ignored));
        Assert.Equal("NotYetPermitted", Describe(Rejected));

        static string Describe(TransitionResult result) => result switch
        {
            { Outcome: Outcome.Ignored } => "nothing to do",
            { Accepted: { } accepted } => $"to {accepted.Participation.CurrentState.ToWireName()}",
            { Rejection: { } rejection } => rejection.Code.ToString(),
            _ => "neither",
        };
    }

    [Fact]
    public void The_outcome_is_there_in_both_halves()
    {
        Assert.Equal(
            [Outcome.Transitioned, Outcome.Ignored, Outcome.Rejected],
            new[] { Accepted, Ignored, Rejected }.Select(result => result.Outcome));
        Assert.Equal([true, true, false], new[] { Accepted, Ignored, Rejected }.Select(result => result.IsAccepted));
    }

    [Fact]
    public void The_default_value_is_neither_half_and_says_so_when_it_is_taken_apart()
    {
        TransitionResult none = default;

        Assert.False(none.IsAccepted);
        Assert.Null(none.Accepted);
        Assert.Null(none.Rejection);
        Assert.Equal("none", none.ToString());
        Action[] uses =
        [
            () => _ = none.Outcome,
            () => none.Match(_ => 1, _ => 2),
            () => none.Switch(_ => { }, _ => { }),
            () => none.TryPickAccepted(out _, out _),
            () => none.TryPickRejected(out _, out _),
        ];
        foreach (Action use in uses)
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.Equal("This result is the default value: it comes from no Apply and is neither accepted nor rejected.", error.Message);
        }
    }

    [Fact]
    public void The_default_accepted_half_comes_from_no_trigger_and_says_so_when_it_is_read()
    {
        AcceptedTransition none = default;

        Assert.Equal("none", none.ToString());
        Assert.Equal(default, none);
        foreach (Func<object> use in (Func<object>[])[() => none.Participation, () => none.Transition, () => none.Outcome])
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.Equal("This is the default value: it comes from no trigger that was accepted.", error.Message);
        }
    }

    [Fact]
    public void A_missing_function_is_an_error_whichever_half_is_there()
    {
        foreach (TransitionResult result in (TransitionResult[])[Accepted, Rejected])
        {
            Assert.Equal("accepted", Assert.Throws<ArgumentNullException>(() => result.Match(null!, _ => 0)).ParamName);
            Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => result.Match(_ => 0, null!)).ParamName);
            Assert.Equal("accepted", Assert.Throws<ArgumentNullException>(() => result.Switch(null!, _ => { })).ParamName);
            Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => result.Switch(_ => { }, null!)).ParamName);
        }
    }

    [Fact]
    public void Results_compare_by_value()
    {
        TransitionResult same = Given.Requested().Apply(Trigger.ConsentRequested, Given.Start.AddHours(1), "customer", "by app");

        Assert.True(Accepted == same && Accepted.Equals((object)same));
        Assert.Equal(Accepted.GetHashCode(), same.GetHashCode());
        Assert.Equal(Accepted.Accepted, same.Accepted);
        Assert.True(Accepted != Given.Requested().Apply(Trigger.ConsentRequested, Given.Start.AddHours(2), "customer", "by app"));
        Assert.True(Accepted != Given.Requested().Apply(Trigger.ConsentRequested, Given.Start.AddHours(1), "operator", "by app"));
        Assert.True(Accepted != Given.Requested().Apply(Trigger.ConsentRequested, Given.Start.AddHours(1), "customer"));
        Assert.True(Accepted != Ignored && Accepted != Rejected && Rejected != default);
        Assert.True(Rejected == Given.Requested().Apply(Trigger.SiteDeleted, Given.Start));
        Assert.False(Accepted.Equals("a text"));
    }

    [Fact]
    public void Results_that_differ_in_one_thing_alone_differ()
    {
        Participation active = Given.In(ParticipationState.Active);
        Participation heardFrom = active.ApplyOrThrow(Trigger.TelemetryReceived, active.TimeUpdated.AddDays(1));
        DateTimeOffset heardAgainAt = active.TimeUpdated.AddDays(2);
        TransitionResult[] alike = [.. Results()];

        Assert.Equal(alike, Results());
        Assert.Equal(alike.Select(result => result.GetHashCode()), Results().Select(result => result.GetHashCode()));
        for (int one = 0; one < alike.Length; one++)
        {
            for (int other = 0; other < alike.Length; other++)
                Assert.Equal(one == other, alike[one] == alike[other]);
        }

        Assert.Equal(active.ApplyOrThrow(Trigger.TelemetryReceived, heardAgainAt), heardFrom.ApplyOrThrow(Trigger.TelemetryReceived, heardAgainAt));
        Assert.NotEqual(active.Apply(Trigger.TelemetryReceived, heardAgainAt), heardFrom.Apply(Trigger.TelemetryReceived, heardAgainAt));

        static IEnumerable<TransitionResult> Results()
        {
            DateTimeOffset at = Given.Start.AddHours(1);
            Participation participation = Given.Requested();
            yield return participation.Apply(Trigger.ConsentRequested, at, "customer", "by app");
            yield return Participation.Request(Given.Details with { LocationId = "loc_other" }, MeterAccess.NotRequired, Given.Start)
                .Apply(Trigger.ConsentRequested, at, "customer", "by app");
            yield return participation.Apply(Trigger.ConsentWithheld, at, "customer", "by app");
            yield return participation.Apply(Trigger.ConsentRequested, at.AddTicks(1), "customer", "by app");
            yield return participation.Apply(Trigger.ConsentRequested, at, "operator", "by app");
            yield return participation.Apply(Trigger.ConsentRequested, at, "customer", "by post");
            yield return participation.Apply(Trigger.SiteDeleted, at, "customer", "by app");
            yield return participation.Apply(Trigger.NoticeServed, at, "customer", "by app");
        }
    }

    [Fact]
    public void Its_text_is_what_happened_or_why_not()
    {
        Assert.Equal("CONSENT_REQUESTED: TRANSITIONED AWAITING_CONSENT", Accepted.ToString());
        Assert.Equal("CONSENT_REQUESTED: TRANSITIONED AWAITING_CONSENT", Accepted.Accepted.ToString());
        Assert.Equal("CONSENT_REQUESTED: TRANSITIONED AWAITING_CONSENT", Accepted.Accepted!.Value.Transition.ToString());
        Assert.Equal(Rejected.Rejection!.ToString(), Rejected.ToString());
    }

    [Fact]
    public void The_participation_afterwards_is_there_whatever_came_of_the_trigger()
    {
        Participation active = Given.In(ParticipationState.Active);
        TransitionResult paused = active.Apply(Trigger.CustomerPaused, Given.Start);

        Assert.Equal(paused.Accepted!.Value.Participation, paused.Participation);
        Assert.Same(active, active.Apply(Trigger.SiteDeleted, Given.Start).Participation);
        Assert.Throws<InvalidOperationException>(() => default(TransitionResult).Participation);
    }
}

namespace Vpp.Lifecycle.Tests.Unit.Events;

public sealed class ReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ParticipationDetails Details = new() { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1", LiveMode = true };

    private static readonly ParticipationRequested Request = new(Details, MeterAccess.Required, Start);

    [Fact]
    public void Events_give_back_the_participation_that_lived_through_them_amendments_included()
    {
        var dwellTimes = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.EnrolmentRequested] = TimeSpan.FromDays(1) });
        ParticipationDetails amended = Details with { AccountId = "acc_1", LocationId = "loc_2" };
        Participation lived = Participation.Request(Details, MeterAccess.Required, Start, dwellTimes);
        var events = new List<ParticipationEvent>();
        Fire(Trigger.TelemetryReceived, Start.AddHours(2));
        Fire(Trigger.ConsentRequested, Start.AddHours(1));
        Assert.True(lived.Amend(amended, Start.AddHours(3)).TryPickAccepted(out Participation? after, out _));
        lived = after;
        events.Add(new DetailsAmended(amended, Start.AddHours(3), actor: "support", note: "moved"));
        Fire(Trigger.ConsentGranted, Start.AddHours(4));
        Fire(Trigger.MeterAccessGranted, Start.AddDays(-4));
        Fire(Trigger.TelemetryReceived, Start.AddHours(5));

        Participation replayed = Participation.Replay(new ParticipationRequested(Details, MeterAccess.Required, Start, dwellTimes), events);

        Assert.Equal(lived, replayed);
        Assert.Equal("loc_2", replayed.Details.LocationId);
        Assert.Equal(ParticipationState.ConfirmingDispatch, replayed.CurrentState);
        Assert.Equal(Start.AddDays(1), replayed.Timeline[1].ExpectedAt);

        void Fire(Trigger trigger, DateTimeOffset at)
        {
            AcceptedTransition accepted = lived.Apply(trigger, at, "gateway", "as heard").Accepted!.Value;
            lived = accepted.Participation;
            events.Add(TriggerFired.From(accepted));
        }
    }

    [Fact]
    public void Without_events_there_is_the_request() =>
        Assert.Equal(Participation.Request(Details, MeterAccess.Required, Start), Participation.Replay(Request, []));

    [Fact]
    public void An_event_that_is_refused_is_named_with_its_place_and_the_reason()
    {
        var rejected = new TriggerFired("vpp_1", Trigger.DeviceWentLive, Start);

        HistoryReplayException error = Assert.Throws<HistoryReplayException>(() =>
            Participation.Replay(Request, [new TriggerFired("vpp_1", Trigger.ConsentRequested, Start), rejected, new TriggerFired("vpp_1", Trigger.ConsentGranted, Start)]));

        Assert.Equal(1, error.Index);
        Assert.Same(rejected, error.Event);
        Assert.StartsWith("Event 1 (vpp_1 DEVICE_WENT_LIVE) cannot be replayed: DEVICE_WENT_LIVE is not permitted in AWAITING_CONSENT", error.Message, StringComparison.Ordinal);
        Assert.Equal(RejectionCode.NotYetPermitted, Assert.IsType<TransitionRejectedException>(error.InnerException).Rejection.Code);
    }

    [Fact]
    public void An_event_of_another_participation_or_a_second_request_is_refused()
    {
        Assert.Contains("another participation than vpp_1", Rejected(new TriggerFired("vpp_2", Trigger.ConsentRequested, Start)), StringComparison.Ordinal);
        Assert.Contains("another participation than vpp_1", Rejected(new DetailsAmended(Details with { Id = "vpp_2" }, Start)), StringComparison.Ordinal);
        Assert.Contains("requested before", Rejected(Request), StringComparison.Ordinal);
    }

    [Fact]
    public void An_amendment_that_cannot_have_been_is_refused()
    {
        Assert.Contains("DeviceId cannot be amended", Rejected(new DetailsAmended(Details with { DeviceId = "dev_2" }, Start)), StringComparison.Ordinal);
        Assert.Contains(
            "An amendment is not permitted in FAILED: FAILED is terminal.",
            Rejected(new TriggerFired("vpp_1", Trigger.UnrecoverableError, Start), new DetailsAmended(Details with { AccountId = "a" }, Start)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => Participation.Replay((ParticipationRequested)null!, []));
        Assert.Throws<ArgumentNullException>(() => Participation.Replay(Request, null!));
        Assert.Throws<ArgumentNullException>(() => Participation.Replay(Request, [null!]));
    }

    [Fact]
    public void An_event_cannot_be_made_broken()
    {
        Assert.Throws<ArgumentNullException>(() => new ParticipationRequested(null!, MeterAccess.Required, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParticipationRequested(Details, (MeterAccess)3, Start));
        Assert.Throws<ArgumentNullException>(() => new DetailsAmended(null!, Start));
        Assert.Throws<ArgumentException>(() => new TriggerFired("", Trigger.ConsentGranted, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TriggerFired("vpp_1", (Trigger)28, Start));
        Assert.Throws<ArgumentException>(() => new TriggerFired("vpp_1", Trigger.ConsentGranted, Start, actor: "\ud800"));
        Assert.Throws<ArgumentException>(() => new DetailsAmended(Details, Start, note: "\udc00"));
        Assert.Equal("accepted", Assert.Throws<ArgumentException>(() => TriggerFired.From(default)).ParamName);
        Assert.Equal("transition", Assert.Throws<ArgumentException>(() => TriggerFired.From("vpp_1", default)).ParamName);
    }

    [Fact]
    public void A_snapshot_and_the_events_since_give_the_same_as_the_whole_history()
    {
        ParticipationEvent[] events =
        [
            new TriggerFired("vpp_1", Trigger.ConsentRequested, Start.AddHours(1)),
            new TriggerFired("vpp_1", Trigger.ConsentGranted, Start.AddHours(2)),
            new DetailsAmended(Details with { LocationId = "loc_2" }, Start.AddHours(3)),
            new TriggerFired("vpp_1", Trigger.TelemetryReceived, Start.AddHours(4)),
        ];
        Participation whole = Participation.Replay(Request, events);

        for (int index = 0; index <= events.Length; index++)
            Assert.Equal(whole, Participation.Replay(Participation.Replay(Request, events[..index]), events[index..]));
        HistoryReplayException error = Assert.Throws<HistoryReplayException>(() => Participation.Replay(whole, events[1..]));
        Assert.Equal((0, events[1]), (error.Index, error.Event));
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Participation.Replay((Participation)null!, [])).ParamName);
        Assert.Equal("events", Assert.Throws<ArgumentNullException>(() => Participation.Replay(whole, null!)).ParamName);
    }

    [Fact]
    public void What_fell_due_is_an_event_like_any_other_with_the_timers_name()
    {
        Participation active = Given.In(ParticipationState.Active);
        AdvanceResult advanced = LifecycleTimers.Default.Advance(active, Given.Start.AddDays(9), actor: "timer", note: "late");

        TriggerFired lost = TriggerFired.From(active.Id, Assert.Single(advanced.Transitions));

        Assert.Equal(new TriggerFired(active.Id, Trigger.TelemetryLost, advanced.Participation.EnteredAt, "timer", "late"), lost);
        Assert.Equal(advanced.Participation, Participation.Replay(active, [lost]));
        Assert.Equal("actor", Assert.Throws<ArgumentException>(() => LifecycleTimers.Default.Advance(active, Given.Start, "\ud800")).ParamName);
        Assert.Equal("note", Assert.Throws<ArgumentException>(() => LifecycleTimers.Default.Advance(active, Given.Start, note: "\udc00")).ParamName);
    }

    [Fact]
    public void Events_compare_by_value_and_their_times_are_in_utc()
    {
        var one = new TriggerFired("vpp_1", Trigger.ConsentGranted, Start, "a", "b");

        Assert.Equal(one, new TriggerFired("vpp_1", Trigger.ConsentGranted, Start.ToOffset(TimeSpan.FromHours(5)), "a", "b"));
        Assert.NotEqual(one, new TriggerFired("vpp_1", Trigger.ConsentGranted, Start, "a"));
        Assert.Equal(TimeSpan.Zero, new TriggerFired("vpp_1", Trigger.ConsentGranted, Start.ToOffset(TimeSpan.FromHours(5))).OccurredAt.Offset);
        Assert.Equal(Request, new ParticipationRequested(Details with { }, MeterAccess.Required, Start));
        Assert.Equal(new DetailsAmended(Details, Start), new DetailsAmended(Details with { }, Start));
    }

    private static string Rejected(params ParticipationEvent[] events)
    {
        HistoryReplayException error = Assert.Throws<HistoryReplayException>(() => Participation.Replay(Request, events));
        Assert.Equal(events.Length - 1, error.Index);
        return error.Message;
    }
}

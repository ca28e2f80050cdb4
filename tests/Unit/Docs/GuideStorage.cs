using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideStorage
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Table _table = new();
    private readonly LifecycleTimers _timers = LifecycleTimers.Default;

    [Fact]
    public void Snapshots_with_optimistic_concurrency()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);
        _table.BeforeUpdate = () => Change(id, participation => participation.ApplyOrThrow(Trigger.CustomerPaused, Monday));

        Participation after = Change(id, participation => participation.ApplyOrThrow(Trigger.OperatorPaused, Monday));

        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest), after.SuspensionReasons);
        Assert.Equal(after, ParticipationSnapshot.Parse(_table.Rows[id].Snapshot).ToParticipation());
        Assert.Equal(3, _table.Rows[id].Version);
    }

    [Fact]
    public void An_event_delivered_again_is_applied_once()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);
        Assert.Equal(Outcome.Transitioned, Deliver(id, "evt_1", Trigger.CustomerPaused, Monday, Monday)?.Outcome);
        Assert.Equal(Outcome.Transitioned, Deliver(id, "evt_2", Trigger.CustomerResumed, Monday.AddHours(1), Monday.AddHours(1))?.Outcome);
        Assert.Null(Deliver(id, "evt_1", Trigger.CustomerPaused, Monday, Monday));
        Assert.Equal(Monday.AddHours(1), Stored(id).EnteredAt);
        Assert.Equal(ParticipationState.Active, Stored(id).CurrentState);
    }

    [Fact]
    public void An_event_that_meets_another_writer_is_applied_to_what_that_one_wrote()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);
        _table.BeforeUpdate = () => Change(id, participation => participation.ApplyOrThrow(Trigger.OperatorPaused, Monday));

        Assert.Equal(Outcome.Updated, Deliver(id, "evt_1", Trigger.CustomerPaused, Monday, Monday)?.Outcome);
        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest), Stored(id).SuspensionReasons);
    }

    [Fact]
    public void An_event_that_came_too_early_is_applied_when_it_comes_again()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);
        Assert.Equal(RejectionCode.NotYetPermitted, Deliver(id, "evt_1", Trigger.NoticeServed, Monday, Monday)?.Rejection?.Code);
        Change(id, participation => participation.ApplyOrThrow(Trigger.LeaveRequested, Monday));
        Assert.Equal(Outcome.Transitioned, Deliver(id, "evt_1", Trigger.NoticeServed, Monday, Monday)?.Outcome);
        Assert.Equal(ParticipationState.WindingDown, Stored(id).CurrentState);
    }

    [Fact]
    public void What_fell_due_before_a_refused_event_is_stored()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);

        Assert.Equal(Outcome.Rejected, Deliver(id, "evt_1", Trigger.NoticeServed, Monday, Monday.AddDays(2))?.Outcome);
        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.AwaitingTelemetry), Stored(id).SuspensionReasons);
        Assert.Empty(_table.Seen);
    }

    [Fact]
    public void Events_are_replayed()
    {
        DateTimeOffset now = Monday;
        ParticipationDetails details = Given.Details;
        var log = new List<string>();

        #region events
        var requested = new ParticipationRequested(details, MeterAccess.NotRequired, now);
        log.Add(requested.ToJson());

        Participation participation = Participation.Replay(requested, []);
        if (participation.Apply(Trigger.ConsentRequested, now).TryPickAccepted(out AcceptedTransition accepted, out _))
            log.Add(TriggerFired.From(accepted).ToJson());     // store ignored ones too: they may carry a telemetry sighting

        // Later, from the log:
        ParticipationEvent[] history = [.. log.Select(line => ParticipationEventJson.Parse(line))];
        Participation restored = Participation.Replay((ParticipationRequested)history[0], history[1..]);
        #endregion

        Assert.Equal(accepted.Participation, restored);
    }

    [Fact]
    public void A_long_history_is_read_from_a_snapshot_on()
    {
        Participation before = Given.In(ParticipationState.Active);
        string snapshot = ParticipationSnapshot.From(before.ApplyOrThrow(Trigger.CustomerPaused, Monday)).ToJson();
        string[] log = [new TriggerFired(before.Id, Trigger.CustomerPaused, Monday).ToJson(), new TriggerFired(before.Id, Trigger.CustomerResumed, Monday).ToJson()];
        int position = 1;

        #region since
        Participation participation = ParticipationSnapshot.Parse(snapshot).ToParticipation();      // taken at a position of the log
        participation = Participation.Replay(participation, log.Skip(position).Select(line => ParticipationEventJson.Parse(line)));
        #endregion

        Assert.Equal(before.ApplyOrThrow(Trigger.CustomerPaused, Monday).ApplyOrThrow(Trigger.CustomerResumed, Monday), participation);
    }

    [Fact]
    public void Visits_of_a_long_past_are_stored_apart()
    {
        DateTimeOffset now = Monday;
        Participation participation = Given.In(ParticipationState.Active);
        for (int day = 0; day < 100; day++)
            participation = participation.ApplyOrThrow(Trigger.ControlLost, now).ApplyOrThrow(Trigger.ControlRestored, now);
        var visits = new Dictionary<int, TimelineEntry>();

        #region long-past
        Participation after = participation.ApplyOrThrow(Trigger.CustomerPaused, now);
        Participation kept = after.WithLatestVisits(100);
        int first = after.EarlierVisitCount;                                         // the number of the timeline's first entry
        for (int number = first; number < kept.EarlierVisitCount; number++)          // insert into visit, in the same transaction:
            visits[number] = after.Timeline[number - first];                         // state, entered at, expected at, reasons
        string snapshot = ParticipationSnapshot.From(kept).ToJson();                 // as long after a million visits as after a hundred
        #endregion

        Assert.Equal(109, kept.EarlierVisitCount);
        Assert.Equal(after.Timeline.Take(109), visits.OrderBy(visit => visit.Key).Select(visit => visit.Value));
        Assert.Equal(kept, ParticipationSnapshot.Parse(snapshot).ToParticipation());
    }

    #region change
    private Participation Change(string id, Func<Participation, Participation> change)
    {
        while (true)
        {
            (string snapshot, long version) = _table.Select(id);
            Participation before = ParticipationSnapshot.Parse(snapshot).ToParticipation();
            Participation after = change(before);
            // update participation set snapshot = @snapshot, next_due_at = @due, version = version + 1 where id = @id and version = @version
            if (after == before || _table.Update(id, ParticipationSnapshot.From(after).ToJson(), _timers.NextDue(after)?.DueAt, version))
                return after;
        }
    }
    #endregion

    #region redelivery
    private DeliveryResult? Deliver(string id, string eventId, Trigger trigger, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        while (true)
        {
            using Transaction transaction = _table.Begin();                // what is not committed has not happened
            if (!transaction.TryRemember(id, eventId))                     // insert into seen_event …; on a conflict:
                return null;                                               // it was delivered before
            (string snapshot, long version) = transaction.Select(id);
            DeliveryResult result = _timers.Deliver(ParticipationSnapshot.Parse(snapshot).ToParticipation(), trigger, occurredAt, now);
            if (result.Rejection is not null)
                transaction.Forget(id, eventId);                           // what came too early may come again; what fell due is stored
            Participation after = result.Participation;
            if (transaction.Update(id, ParticipationSnapshot.From(after).ToJson(), _timers.NextDue(after)?.DueAt, version))
            {
                transaction.Commit();
                return result;
            }
        }
    }
    #endregion

    private Participation Stored(string id) => ParticipationSnapshot.Parse(_table.Rows[id].Snapshot).ToParticipation();

    private sealed class Table
    {
        public HashSet<(string Id, string EventId)> Seen { get; } = [];

        public Dictionary<string, (string Snapshot, long Version)> Rows { get; } = [];

        public Action? BeforeUpdate { get; set; }

        public string Insert(Participation participation, LifecycleTimers timers)
        {
            Assert.NotNull(timers.NextDue(participation));
            Rows[participation.Id] = (ParticipationSnapshot.From(participation).ToJson(), 1);
            return participation.Id;
        }

        public (string Snapshot, long Version) Select(string id) => Rows[id];

        public bool Update(string id, string snapshot, DateTimeOffset? due, long version)
        {
            (Action? meanwhile, BeforeUpdate) = (BeforeUpdate, null);
            meanwhile?.Invoke();
            if (Rows[id].Version != version)
                return false;
            Rows[id] = (snapshot, version + 1);
            return true;
        }

        public Transaction Begin() => new(this);
    }

    /// <summary>Takes back what it remembered, unless it is committed.</summary>
    private sealed class Transaction(Table table) : IDisposable
    {
        private (string Id, string EventId)? _remembered;

        public bool TryRemember(string id, string eventId)
        {
            if (!table.Seen.Add((id, eventId)))
                return false;
            _remembered = (id, eventId);
            return true;
        }

        public void Forget(string id, string eventId)
        {
            table.Seen.Remove((id, eventId));
            _remembered = null;
        }

        public (string Snapshot, long Version) Select(string id) => table.Select(id);

        public bool Update(string id, string snapshot, DateTimeOffset? due, long version) => table.Update(id, snapshot, due, version);

        public void Commit() => _remembered = null;

        public void Dispose()
        {
            if (_remembered is { } remembered)
                table.Seen.Remove(remembered);
        }
    }
}

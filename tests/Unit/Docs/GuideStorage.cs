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

        Assert.Equal(SuspensionReasonSet.Of(SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest), after.SuspensionReasons);
        Assert.Equal(after, ParticipationSnapshot.Parse(_table.Rows[id].Snapshot).ToParticipation());
        Assert.Equal(3, _table.Rows[id].Version);
    }

    [Fact]
    public void An_event_delivered_again_is_applied_once()
    {
        string id = _table.Insert(Given.In(ParticipationState.Active), _timers);
        Deliver(id, "evt_1", Trigger.CustomerPaused);
        Deliver(id, "evt_2", Trigger.CustomerResumed);
        Deliver(id, "evt_1", Trigger.CustomerPaused);
        Assert.Equal(ParticipationState.Active, ParticipationSnapshot.Parse(_table.Rows[id].Snapshot).ToParticipation().CurrentState);
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

    private void Deliver(string id, string eventId, Trigger trigger)
    {
        #region redelivery
        if (_table.TryRemember(id, eventId))                   // insert into seen_event …; on a conflict it was delivered before
            Change(id, participation => participation.ApplyOrThrow(trigger, Monday));
        #endregion
    }

    private sealed class Table
    {
        private readonly HashSet<(string Id, string EventId)> _seen = [];

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

        public bool TryRemember(string id, string eventId) => _seen.Add((id, eventId));
    }
}

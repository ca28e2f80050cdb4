using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Works out what a decision makes of a stored participation, at the host's clock: the row, the events, and the result once it is written.</summary>
internal sealed class ChangePlanner(ParticipationSettings settings)
{
    public ChangePlan Plan(StoredParticipation stored, Decision decision, ParticipationWrite write)
    {
        var work = new Planning(settings, stored, write);
        if (decision.Triggers.Count > 0)
            work.Deliver(decision.Triggers);
        else if (decision.Details is { } details)
            work.Amend(details);
        else if (decision.SetsHostData)
            work.AdvanceToNow();
        if (decision.SetsHostData && work.Rejected is null)
            work.HostData = decision.NewHostData;
        return work.ToPlan(decision);
    }

    /// <summary>What has fallen due by now; nothing to write when nothing has.</summary>
    public ChangePlan PlanDue(StoredParticipation stored)
    {
        var work = new Planning(settings, stored, ParticipationWrite.Default);
        work.AdvanceToNow();
        return work.ToPlan(Decision.Unchanged);
    }

    public (RowChange Change, StoredParticipation Stored) PlanCreation(Participation requested, ParticipationWrite write, string? hostData)
    {
        var stored = new StoredParticipation(requested, new ParticipationVersion(1, settings.DrawToken()), eventCount: 1, hostData);
        long now = settings.NowTicks;
        string json = new ParticipationRequested(
            requested.Details, requested.MeterAccess, requested.TimeCreated, requested.DwellTimes, write.Actor, write.Note, write.ReasonCode).ToJson();
        return (
            new RowChange
            {
                Before = null,
                After = RowMapping.ToRow(stored, now, settings),
                Events = [new EventRow(1, stored.Version, now, Outcome.Transitioned, json, FeedEntryKind.Created)],
                Key = KeyRows.Accepted(write.Key, write.Memo, stored, Outcome.Transitioned, eventCount: 1, now, settings),
                Also = write.Also,
                InTransaction = write.InTransaction,
            },
            stored);
    }

    private sealed class Planning(ParticipationSettings settings, StoredParticipation stored, ParticipationWrite write)
    {
        private readonly List<(Outcome Outcome, ParticipationEvent Event)> _events = [];
        private readonly List<Transition> _transitions = [];
        private readonly DateTimeOffset _now = settings.Now;
        private Participation _participation = stored.Participation;
        private Outcome _outcome = Outcome.Ignored;

        public RejectedChange? Rejected { get; private set; }

        public string? HostData { get; set; } = stored.HostData;

        public void Deliver(IReadOnlyList<TriggerAt> triggers)
        {
            for (int index = 0; index < triggers.Count; index++)
            {
                DeliveryResult delivery = settings.Timers.Deliver(
                    _participation, triggers[index].Trigger, triggers[index].OccurredAt, _now, write.Actor, write.Note, write.ReasonCode, settings.Options.TimerActor);
                if (delivery.Rejection is { } rejection)
                {
                    Reject(rejection, index);
                    return;
                }

                _participation = delivery.Participation;
                _transitions.AddRange(delivery.Transitions);
                _outcome = delivery.Outcome < _outcome ? delivery.Outcome : _outcome;
            }

            _events.AddRange(_transitions.Select(transition => (transition.Outcome, (ParticipationEvent)TriggerFired.From(_participation.Id, transition))));
        }

        public void Amend(ParticipationDetails details)
        {
            AdvanceToNow();
            if (!_participation.Amend(details, _now).TryPickAccepted(out Participation? amended, out AmendmentRejection? rejection))
            {
                Reject(rejection, index: 0);
                return;
            }

            if (ReferenceEquals(amended, _participation))
                return;
            _participation = amended;
            _outcome = Outcome.Updated;
            _events.Add((Outcome.Updated, new DetailsAmended(details, _now, write.Actor, write.Note, write.ReasonCode)));
        }

        public void AdvanceToNow()
        {
            AdvanceResult advanced = settings.Timers.Advance(_participation, _now, settings.Options.TimerActor);
            _participation = advanced.Participation;
            _transitions.AddRange(advanced.Transitions);
            _events.AddRange(advanced.Transitions.Select(transition => (transition.Outcome, (ParticipationEvent)TriggerFired.From(_participation.Id, transition))));
        }

        public ChangePlan ToPlan(Decision decision)
        {
            bool changesHostData = !string.Equals(HostData, stored.HostData, StringComparison.Ordinal);
            if (_events.Count == 0 && !changesHostData)
                return new ChangePlan(Rejected, Change: null, new AcceptedChange(stored, Outcome.Ignored, []));

            if (changesHostData && _outcome == Outcome.Ignored)
                _outcome = Outcome.Updated;
            (Participation kept, IReadOnlyList<PastVisit> moved) = LatestVisits.Split(_participation, settings.Options.LatestVisits);
            var version = new ParticipationVersion(stored.Version.Number + 1, settings.DrawToken());
            var after = new StoredParticipation(kept, version, stored.EventCount + _events.Count, HostData);
            bool changes = changesHostData || _events.Any(item => item.Outcome != Outcome.Ignored);
            ParticipationRow row = RowMapping.ToRow(after, changes ? _now.UtcTicks : 0, settings);
            bool rejected = Rejected is not null;
            var change = new RowChange
            {
                Before = stored.Version,
                After = row,
                ChangesDetails = changesHostData || kept.Details != stored.Participation.Details,
                ChangesProgramme = kept.Details.Programme?.Id != stored.Participation.Details.Programme?.Id,
                Events = [.. _events.Select((item, index) => new EventRow(
                    stored.EventCount + 1 + index, version, _now.UtcTicks, item.Outcome, item.Event.ToJson(), FeedKindOf(item.Outcome, item.Event)))],
                MovedVisits = moved,
                Checkpoint = after.EventCount / ParticipationSettings.EventsBetweenCheckpoints > stored.EventCount / ParticipationSettings.EventsBetweenCheckpoints
                    ? new CheckpointRow(after.EventCount, row.Snapshot)
                    : null,
                // Of a rejected request only what fell due is written: its key is remembered, or not, with the rejection.
                Key = rejected ? null : KeyRows.Accepted(write.Key, decision.Memo ?? write.Memo, after, _outcome, _events.Count, _now.UtcTicks, settings),
                Also = rejected ? [] : [.. write.Also, .. decision.Also],
                InTransaction = rejected ? null : write.InTransaction,
            };
            return new ChangePlan(rejected ? Rejected! with { Stored = after } : null, change, new AcceptedChange(after, _outcome, _transitions)) { Ended = Ended() };
        }

        private List<StateVisit> Ended()
        {
            var ended = new List<StateVisit>();
            DateTimeOffset entered = stored.Participation.EnteredAt;
            foreach (Transition transition in _transitions.Where(transition => transition.Outcome == Outcome.Transitioned))
            {
                ended.Add(new StateVisit(transition.From.State, transition.OccurredAt - entered));
                entered = transition.OccurredAt;
            }

            return ended;
        }

        private static FeedEntryKind? FeedKindOf(Outcome outcome, ParticipationEvent happened) => outcome switch
        {
            Outcome.Transitioned => FeedEntryKind.StateChanged,
            Outcome.Updated => FeedEntryKind.Updated,
            _ => null,
        };

        /// <summary>Undoes what was worked out but for what is due by now, which is real although the request was rejected.</summary>
        private void Reject(ChangeRejection rejection, int index)
        {
            Rejected = new RejectedChange(rejection, stored, index);
            _participation = stored.Participation;
            _transitions.Clear();
            _events.Clear();
            AdvanceToNow();
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Telemetry;

/// <summary>The instruments. docs/hosting.md lists them; the names do not change.</summary>
internal sealed class HostingMetrics
{
    public const string Name = "Vpp.Lifecycle.Hosting";

    private readonly Counter<long> _created;
    private readonly Counter<long> _events;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _contended;
    private readonly Counter<long> _deadlines;
    private readonly Counter<long> _derived;
    private readonly Counter<long> _bulk;
    private readonly Counter<long> _setAside;
    private readonly Histogram<double> _dwell;
    private readonly ObservableGauge<long> _current;
    private readonly ConcurrentDictionary<string, long> _setAsideNow = new(StringComparer.Ordinal);
    private FleetCounts? _counts;

    // From a minute to a year, in seconds: enrolments wait for days, and a suspension may be over in minutes.
    private static readonly double[] DwellBoundaries = [60, 600, 3_600, 21_600, 86_400, 259_200, 604_800, 1_209_600, 2_592_000, 7_776_000, 15_552_000, 31_536_000];

    public HostingMetrics(Meter meter)
    {
        _created = meter.CreateCounter<long>("vpp.participation.created", "{participation}", "Participations created.");
        _events = meter.CreateCounter<long>("vpp.participation.events", "{event}", "Triggers that were asked for, by event and outcome; a rejected one has the outcome REJECTED.");
        _conflicts = meter.CreateCounter<long>("vpp.participation.conflicts", "{conflict}", "Writes done again because another writer was faster.");
        _contended = meter.CreateCounter<long>("vpp.participation.contended", "{write}", "Writes given up because another transaction held the row.");
        _deadlines = meter.CreateCounter<long>("vpp.participation.deadlines", "{event}", "Events applied because they fell due, by event.");
        _derived = meter.CreateCounter<long>("vpp.participation.due_times.derived", "{participation}", "Due times derived again under other settings.");
        _bulk = meter.CreateCounter<long>("vpp.participation.bulk", "{participation}", "Participations evaluated by bulk requests, by outcome.");
        _setAside = meter.CreateCounter<long>("vpp.participation.set_aside", "{participation}", "Participations found unreadable and set aside.");
        _dwell = meter.CreateHistogram(
            "vpp.participation.dwell", "s", "How long participations were in a state that they have left, by state.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DwellBoundaries });
        _current = meter.CreateObservableGauge("vpp.participation.current", Current, "{participation}", "Participations by state, as they were last counted; of the whole database, whichever instance tells.");
        meter.CreateObservableGauge("vpp.participation.set_aside.current", () => _setAsideNow.Values.Sum(), "{participation}", "Participations that are set aside now.");
    }

    /// <summary>Whether anybody asks for the participations by state.</summary>
    public bool WantsCounts => _current.Enabled;

    public void Created() => _created.Add(1);

    /// <summary>What a write has ended.</summary>
    public void Left(ChangePlan plan)
    {
        foreach (StateVisit visit in plan.Ended)
            _dwell.Record(visit.Dwell!.Value.TotalSeconds, new KeyValuePair<string, object?>("vpp.state", visit.State.ToWireName()));
    }

    /// <summary>What was counted.</summary>
    public void Counted(FleetCounts counts) => Volatile.Write(ref _counts, counts);

    public void Written(ChangePlan plan, Decision decision)
    {
        Left(plan);
        int asked = plan.Rejected is null ? decision.Triggers.Count : 0;
        foreach (Transition transition in plan.Accepted.Transitions)
        {
            // The triggers that were asked for are among the transitions in order; the others fell due.
            if (asked > 0 && decision.Triggers[^asked].Trigger == transition.Trigger && decision.Triggers[^asked].OccurredAt == transition.OccurredAt)
            {
                asked--;
                Event(transition.Trigger, transition.Outcome);
            }
            else
            {
                Deadline(transition.Trigger);
            }
        }
    }

    public void Unwritten(object result)
    {
        if (result is RejectedChange { Rejection.Value: Rejection rejection })
            Event(rejection.Trigger, Outcome.Rejected);
        else if (result is Contended)
            Contended();
    }

    public void Conflict() => _conflicts.Add(1);

    public void Contended() => _contended.Add(1);

    public void Deadline(Trigger trigger) => _deadlines.Add(1, new KeyValuePair<string, object?>("vpp.event", trigger.ToWireName()));

    public void Derived(long count) => _derived.Add(count);

    public void Bulk(BulkSummary summary)
    {
        Add("TRANSITIONED", summary.Transitioned);
        Add("UPDATED", summary.Updated);
        Add("IGNORED", summary.Ignored);
        Add("REJECTED", summary.Rejected);
        Add("SET_ASIDE", summary.SetAside);
        Add("CONTENDED", summary.Contended);

        void Add(string outcome, long count) => _bulk.Add(count, new KeyValuePair<string, object?>("vpp.outcome", outcome));
    }

    public void SetAside() => _setAside.Add(1);

    public void SetAsideNow(string database, long count) => _setAsideNow[database] = count;

    private IEnumerable<Measurement<long>> Current() => Volatile.Read(ref _counts) is { } counts
        ? LifecycleSpecification.States.Select(state => new Measurement<long>(counts[state.State], new KeyValuePair<string, object?>("vpp.state", state.State.ToWireName())))
        : [];

    private void Event(Trigger trigger, Outcome outcome) =>
        _events.Add(1, new KeyValuePair<string, object?>("vpp.event", trigger.ToWireName()), new KeyValuePair<string, object?>("vpp.outcome", outcome.ToWireName()));
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vpp.Lifecycle;

namespace EnrolmentService.Telemetry;

/// <summary>
/// The service's own metrics and traces, by System.Diagnostics: OpenTelemetry and others collect them by the name
/// <c>Vpp.EnrolmentService</c>. ASP.NET Core and Npgsql bring theirs.
/// </summary>
internal sealed class ServiceMetrics
{
    public const string Name = "Vpp.EnrolmentService";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _events;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _deadlines;
    private readonly Counter<long> _bulk;

    public ServiceMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(Name);
        _events = meter.CreateCounter<long>("enrolment.events", "{event}", "Events applied or refused, by trigger and outcome.");
        _conflicts = meter.CreateCounter<long>("enrolment.conflicts", "{conflict}", "Writes done again because another writer was faster.");
        _deadlines = meter.CreateCounter<long>("enrolment.deadlines", "{event}", "Events applied because they fell due.");
        _bulk = meter.CreateCounter<long>("enrolment.bulk", "{participation}", "Participations evaluated by bulk requests, by outcome.");
    }

    public void Event(Trigger trigger, Outcome outcome) =>
        _events.Add(1, new KeyValuePair<string, object?>("event", trigger.ToWireName()), new KeyValuePair<string, object?>("outcome", outcome.ToWireName()));

    /// <summary>A span around the change of one participation; null where nobody collects any.</summary>
    public static Activity? Change(string participationId) => Activities.StartActivity("change participation")?.SetTag("participation.id", participationId);

    /// <summary>A span around a bulk request.</summary>
    public static Activity? Bulk(string programmeId, Trigger trigger) =>
        Activities.StartActivity("bulk")?.SetTag("programme.id", programmeId).SetTag("event", trigger.ToWireName());

    /// <summary>A span around one look for what has fallen due.</summary>
    public static Activity? Deadlines() => Activities.StartActivity("deadlines");

    public void Conflict() => _conflicts.Add(1);

    public void Deadlines(int count) => _deadlines.Add(count);

    public void Bulk(Outcome outcome, long count) => _bulk.Add(count, new KeyValuePair<string, object?>("outcome", outcome.ToWireName()));
}

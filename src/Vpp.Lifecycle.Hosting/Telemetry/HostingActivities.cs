using System.Diagnostics;

namespace Vpp.Lifecycle.Hosting.Telemetry;

/// <summary>The spans. docs/hosting.md lists them; the names do not change.</summary>
internal static class HostingActivities
{
    private static readonly ActivitySource Source = new(HostingMetrics.Name);

    public static Activity? Create(string id) => Source.StartActivity("participation create")?.SetTag("vpp.participation.id", id);

    public static Activity? Change(string id) => Source.StartActivity("participation change")?.SetTag("vpp.participation.id", id);

    public static Activity? Bulk(string programmeId, Trigger trigger) =>
        Source.StartActivity("participation bulk")?.SetTag("vpp.programme.id", programmeId).SetTag("vpp.event", trigger.ToWireName());

    public static Activity? Deadlines() => Source.StartActivity("participation deadlines");

    public static void SetResult(Activity? activity, object result)
    {
        if (activity is null)
            return;
        activity.SetTag("vpp.result", result.GetType().Name);
        if (result is AcceptedChange accepted)
            activity.SetTag("vpp.outcome", accepted.Outcome.ToWireName());
    }
}

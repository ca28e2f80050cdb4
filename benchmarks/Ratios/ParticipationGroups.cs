using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>What is measured of single participations.</summary>
internal static class ParticipationGroups
{
    private const int PerPass = 1000;

    internal static IReadOnlyList<Measure> MeasureApply()
    {
        Participation active = Given.Active();
        Participation suspended = active.ApplyOrThrow(Trigger.OperatorPaused, Given.Start);
        return Rounds.Run(Groups.ParticipationApply, size: 0,
        [
            Accepted("Apply, transitioned", active, Trigger.OperatorPaused) with { IsReference = true },
            Accepted("Apply, updated", suspended, Trigger.CustomerPaused),
            Accepted("Apply, ignored", active, Trigger.OperatorResumed),
            Accepted("Apply, ignored, seen anew", active, Trigger.TelemetryReceived),
            new Contender("Apply, rejected", PerPass, () => ApplyRejected(active, Trigger.ConsentGranted)),
            new Contender("ApplyOrThrow, transitioned", PerPass, () => ApplyOrThrow(active, Trigger.OperatorPaused)),
            new Contender("Request", PerPass, () => RequestAll()),
            .. StatelessPeer.Contenders(PerPass),
        ]);
    }

    internal static IEnumerable<Measure> MeasureAppend()
    {
        int[] lengths = [10, 100, 1_000, 10_000, 100_000];
        Contender[] contenders = [.. lengths.Select(length =>
        {
            Participation participation = Given.WithEntries(length);
            return Accepted("Apply, transitioned", participation, Given.PauseOrResume(participation)) with { IsReference = length == lengths[0] };
        })];
        return Rounds.Run(Groups.TimelineAppend, size: 0, contenders).Zip(lengths, (measure, length) => measure with { Size = length });
    }

    private static Contender Accepted(string name, Participation participation, Trigger trigger) =>
        new(name, PerPass, () => ApplyAccepted(participation, trigger));

    private static void ApplyAccepted(Participation participation, Trigger trigger)
    {
        for (int time = 0; time < PerPass; time++)
        {
            if (participation.Apply(trigger, Given.Later).TryPickAccepted(out AcceptedTransition accepted, out _))
                Kept.Participation = accepted.Participation;
        }
    }

    private static void ApplyRejected(Participation participation, Trigger trigger)
    {
        for (int time = 0; time < PerPass; time++)
            Kept.Outcome = participation.Apply(trigger, Given.Later).Outcome;
    }

    private static void ApplyOrThrow(Participation participation, Trigger trigger)
    {
        for (int time = 0; time < PerPass; time++)
            Kept.Participation = participation.ApplyOrThrow(trigger, Given.Later);
    }

    private static void RequestAll()
    {
        for (int time = 0; time < PerPass; time++)
            Kept.Participation = Participation.Request(Given.Details, MeterAccess.NotRequired, Given.Start);
    }
}

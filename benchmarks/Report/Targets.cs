using System.Text;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>What was set out to be reached, and what a run has measured.</summary>
internal static class Targets
{
    private const long Large = 1 << 26;
    private const long BeyondCaches = 1 << 30;
    private const long Cached = 1 << 16;
    private const string WidestApply = "Fleet.Apply, AVX-512 VBMI";
    private const string NarrowerApply = "Fleet.Apply, AVX2";
    private const string WidestEvaluate = "Fleet.Evaluate, AVX-512 VBMI";
    private const string Transition = "Apply, transitioned";

    internal static string Table(Results results)
    {
        var table = new StringBuilder("| what | target | measured | |\n|---|--:|--:|---|\n");
        foreach ((string what, string target, string? measured, bool isMet) in All(results))
            table.Append($"| {what} | {target} | {measured ?? "not in this run"} | {(measured is null ? "" : isMet ? "met" : "**missed**")} |\n");
        return table.ToString();
    }

    private static IEnumerable<(string What, string Target, string? Measured, bool IsMet)> All(Results results)
    {
        Measure? memcpy = results.Find(Groups.FleetApply, "memcpy", Large);
        yield return AtMost("`Fleet.Apply`, 64 M participations, to the fastest XOR in place", 1.15, Apply(WidestApply, Large)?.Ratio, Figures.Ratio);
        yield return AtMost("the same, to memcpy", 1, Apply(WidestApply, Large)?.Nanoseconds / memcpy?.Nanoseconds, Figures.Ratio);
        yield return AtMost("`Fleet.Apply` by AVX2, 64 M, to the fastest XOR in place", 1.4, Apply(NarrowerApply, Large)?.Ratio, Figures.Ratio);
        yield return AtMost("`Fleet.Apply`, 1 G, beyond the caches of this machine", 1.15, Apply(WidestApply, BeyondCaches)?.Ratio, Figures.Ratio);
        yield return AtMost("the same by AVX2", 1.4, Apply(NarrowerApply, BeyondCaches)?.Ratio, Figures.Ratio);

        Measure? evaluate = results.Find(Groups.FleetEvaluate, WidestEvaluate, Cached);
        Measure? scalar = results.Find(Groups.FleetEvaluate, "Fleet.Evaluate, scalar", Cached);
        yield return AtMost("`Fleet.Evaluate`, a random pair, by AVX-512 VBMI", 0.3, evaluate?.Nanoseconds, Figures.Time);
        yield return AtMost("`Fleet.Evaluate`, a random pair, scalar", 0.75, scalar?.Nanoseconds, Figures.Time);
        yield return AtMost("the slower of the two, to the hand-written switch", 0.25, Math.Max(evaluate?.Ratio ?? 0, scalar?.Ratio ?? 0), Figures.Ratio);

        Measure? transition = Of(Transition);
        yield return AtMost("`Participation.Apply`, a transition", 25, transition?.Nanoseconds, Figures.Time);
        yield return AtMost("allocated by it", 144, transition?.Bytes, Figures.Bytes);
        yield return AtLeast("Stateless `Fire` to it", 10, Of("Stateless, Fire")?.Ratio, Figures.Ratio);
        yield return AtLeast("Stateless configured and fired, to it", 100, Of("Stateless, configure and Fire")?.Ratio, Figures.Ratio);
        yield return AtMost("`Participation.Apply`, ignored", 10, Of("Apply, ignored")?.Nanoseconds, Figures.Time);
        yield return AtMost("allocated by it", 0, Of("Apply, ignored")?.Bytes, Figures.Bytes);
        yield return AtMost("`Participation.Apply`, rejected", 10, Of("Apply, rejected")?.Nanoseconds, Figures.Time);
        yield return AtMost("allocated by it", 0, Of("Apply, rejected")?.Bytes, Figures.Bytes);

        yield return AtMost("timeline append at 100,000 entries, to that at 10", 1.2, results.Find(Groups.TimelineAppend, Transition, 100_000)?.Ratio, Figures.Ratio);

        double? empty = results.Find(Groups.ColdStart, "an empty process")?.Nanoseconds;
        double? first = results.Find(Groups.ColdStart, "a process with a first Apply")?.Nanoseconds;
        yield return AtMost("cold start: a first `Apply`, beyond an empty process", 2e6, first - empty, Figures.Time);

        Measure? intoFile = Replay(Replays.IntoFile), thrownAway = Replay(Replays.ThrownAway), heartbeats = Replay(Replays.Heartbeats);
        yield return AtLeast("replay of a log of 11 M events into a file, events a second", 2e6, 1e9 / intoFile?.Nanoseconds, PerSecond);
        yield return AtLeast("the same, resources thrown away", 3e6, 1e9 / thrownAway?.Nanoseconds, PerSecond);
        yield return AtMost("peak memory of it, a participation", 500, intoFile?.Bytes, Figures.Bytes);
        yield return AtLeast("100 M events, mostly heartbeats, to the rate of 11 M", 1, thrownAway?.Nanoseconds / heartbeats?.Nanoseconds, Figures.Ratio);
        yield return AtMost("peak memory of these, a participation", 500, heartbeats?.Bytes, Figures.Bytes);
        yield return AtLeast("two processors to one", 1.7, Replay(Replays.OneProcessor)?.Nanoseconds / thrownAway?.Nanoseconds, Figures.Ratio);

        Measure? Replay(string name) => results.Find(Groups.ReplayOfLog, name);
        Measure? Apply(string name, long size) => results.Find(Groups.FleetApply, name, size);
        Measure? Of(string name) => results.Find(Groups.ParticipationApply, name);
    }

    private static string PerSecond(double events) => $"{Figures.Digits(events / 1e6)} M/s";

    private static (string, string, string?, bool) AtMost(string what, double target, double? measured, Func<double, string> write) =>
        (what, $"≤ {write(target)}", measured is { } value ? write(value) : null, measured <= target);

    private static (string, string, string?, bool) AtLeast(string what, double target, double? measured, Func<double, string> write) =>
        (what, $"≥ {write(target)}", measured is { } value ? write(value) : null, measured >= target);
}

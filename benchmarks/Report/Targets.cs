using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>What was set out to be reached, and what was measured.</summary>
internal static class Targets
{
    private const long Large = 1 << 26;
    private const long BeyondCaches = 1 << 30;
    private const string Widest = "Fleet.Apply, AVX-512 VBMI";
    private const string Narrower = "Fleet.Apply, AVX2";

    internal static string Table(Results results) =>
        string.Join('\n', ["| what | target | measured | |", "|---|--:|--:|---|", .. All(results).Select(target => $"| {target.What} | {target.Goal} | {target.Measured} | {(target.IsMet ? "met" : "**missed**")} |")]);

    private static IEnumerable<(string What, string Goal, string Measured, bool IsMet)> All(Results results)
    {
        yield return AtMost("`Fleet.Apply`, 64 M participations, to the fastest XOR in place", 1.15, Apply(Widest, Large).Ratio, Figures.Ratio);
        yield return AtMost("the same, to memcpy", 1, Apply(Widest, Large).Nanoseconds / Apply("memcpy", Large).Nanoseconds, Figures.Ratio);
        yield return AtMost("`Fleet.Apply` by AVX2, 64 M, to the fastest XOR in place", 1.4, Apply(Narrower, Large).Ratio, Figures.Ratio);
        yield return AtMost("`Fleet.Apply`, 1 G, beyond the caches of this machine", 1.15, Apply(Widest, BeyondCaches).Ratio, Figures.Ratio);
        yield return AtMost("the same by AVX2", 1.4, Apply(Narrower, BeyondCaches).Ratio, Figures.Ratio);

        double evaluate = Evaluate("FleetEvaluate"), scalar = Evaluate("FleetEvaluateScalar"), byHand = Evaluate("HandWrittenSwitch");
        yield return AtMost("`Fleet.Evaluate`, a random pair, by AVX-512 VBMI", 0.3, evaluate, Figures.Time);
        yield return AtMost("`Fleet.Evaluate`, a random pair, without vectors", 0.75, scalar, Figures.Time);
        yield return AtMost("the slower of the two, to the hand-written switch", 0.25, Math.Max(evaluate, scalar) / byHand, Figures.Ratio);

        (double transition, double bytes) = One("Transitioned");
        yield return AtMost("`Participation.Apply`, a transition", 25, transition, Figures.Time);
        yield return AtMost("allocated by it", 144, bytes, Figures.Bytes);
        yield return AtLeast("Stateless `Fire` to it", 10, One("StatelessFire").Nanoseconds / transition, Figures.Ratio);
        yield return AtLeast("Stateless configured and fired, to it", 100, One("StatelessConfigureAndFire").Nanoseconds / transition, Figures.Ratio);
        foreach (string outcome in new[] { "Ignored", "Rejected" })
        {
            yield return AtMost($"`Participation.Apply`, {outcome.ToLowerInvariant()}", 10, One(outcome).Nanoseconds, Figures.Time);
            yield return AtMost("allocated by it", 0, One(outcome).Bytes, Figures.Bytes);
        }

        yield return AtMost("timeline append at 100,000 entries, to that at 10", 1.2, Append(100_000) / Append(10), Figures.Ratio);
        yield return AtMost("a first `Apply` in a new process", 2e6, results.Benchmark("FirstApplyBenchmarks", "FirstApply").Nanoseconds, Figures.Time);

        Measure intoFile = Replay(Results.IntoFile)!, thrownAway = Replay(Results.ThrownAway)!;
        yield return AtLeast("replay of a log of 11 M events into a file, events a second", 2e6, 1e9 / intoFile.Nanoseconds, PerSecond);
        yield return AtLeast("the same, resources thrown away", 3e6, 1e9 / thrownAway.Nanoseconds, PerSecond);
        yield return AtMost("peak memory of it, a participation", 500, intoFile.PeakBytes!.Value, Figures.Bytes);
        if (Replay(Results.OneProcessor) is { } one)
            yield return AtLeast("two processors to one", 1.7, one.Nanoseconds / thrownAway.Nanoseconds, Figures.Ratio);
        if (Replay(Results.Heartbeats) is { } heartbeats)
        {
            yield return AtLeast("100 M events, mostly heartbeats, to the rate of 11 M", 1, thrownAway.Nanoseconds / heartbeats.Nanoseconds, Figures.Ratio);
            yield return AtMost("peak memory of these, a participation", 500, heartbeats.PeakBytes!.Value, Figures.Bytes);
        }

        Measure? Replay(string name) => results.Find(Results.ReplayOfLog, name);
        Measure Apply(string name, long size) => results.Find(Results.InPlacePass, name, size)!;
        double Evaluate(string method) => results.Benchmark("BulkEvaluationBenchmarks", method).Nanoseconds;
        (double Nanoseconds, double Bytes) One(string method) => results.Benchmark("ParticipationBenchmarks", method);
        double Append(int entries) => results.Benchmark("TimelineBenchmarks", "Append", $"Entries={entries}").Nanoseconds;
    }

    private static (string, string, string, bool) AtMost(string what, double target, double measured, Func<double, string> write) =>
        (what, $"≤ {write(target)}", write(measured), measured <= target);

    private static (string, string, string, bool) AtLeast(string what, double target, double measured, Func<double, string> write) =>
        (what, $"≥ {write(target)}", write(measured), measured >= target);

    private static string PerSecond(double events) => $"{Figures.Digits(events / 1e6)} M/s";
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>The first use of the library in a process, each time in a new one: the rules are written, compiled to the table and checked, all of it just in time.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 15, warmupCount: 0, iterationCount: 1, invocationCount: 1, id: "Cold")]
public class FirstApplyBenchmarks
{
    [Benchmark]
    public Outcome FirstApply()
    {
        DateTimeOffset at = DateTimeOffset.UnixEpoch;
        var details = new ParticipationDetails { Id = "vpp_0123456789abcdef01234567", DeviceId = "device", LocationId = "location" };
        return Participation.Request(details, MeterAccess.NotRequired, at).Apply(Trigger.ConsentRequested, at).Outcome;
    }

    [Benchmark]
    public Step CompileTable() => TransitionTable.Next(default, Trigger.ConsentRequested);
}

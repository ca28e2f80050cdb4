using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

/// <summary>Random logs of a few participations; the first for which the ledger differs is made as short as it can be.</summary>
public class LedgerPropertyTests
{
    private const int Logs = 2_000;
    private const int Participations = 4;
    private const int LongestLog = 200;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_random_log_gives_what_each_participation_gives_by_itself()
    {
        int visits = 0;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Logs).WithEndSize(LongestLog).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(2026, 1), FSharpOption<int>.None)));
        Gen<Line> line =
            from which in Gen.Choose(0, Participations - 1)
            from what in Gen.Choose(0, ushort.MaxValue)
            from minutes in Gen.Choose(-1_000, 4_000)
            select new Line(which, what, minutes);

        Check.One(config, Prop.ForAll(Arb.From(line.ArrayOf(), Shorter), log => visits += Compare(log)));

        Assert.InRange(visits, 10 * Logs, int.MaxValue);
    }

    /// <summary>The log without some of it: without either half, and so on down to without each single line.</summary>
    private static IEnumerable<Line[]> Shorter(Line[] log)
    {
        for (int length = log.Length; length > 0; length /= 2)
        {
            for (int from = 0; from + length <= log.Length; from += length)
                yield return [.. log[..from], .. log[(from + length)..]];
        }
    }

    /// <summary>Plays the log both ways.</summary>
    /// <returns>How many visits there were.</returns>
    private static int Compare(Line[] log)
    {
        var expected = new Dictionary<string, Participation>(StringComparer.Ordinal);
        var lines = new StringBuilder();
        foreach ((int which, int what, int minutes) in log)
            lines.Append(Play(expected, $"vpp_{which}", what, Start.AddMinutes(minutes))).Append('\n');
        var replayer = new Replayer(rejected: null);
        foreach (LogBlock block in new LogBlocks(new MemoryStream(Encoding.UTF8.GetBytes(lines.ToString()))) { BlockLength = 1_000 }.All())
        {
            block.Read();
            replayer.Apply(block);
        }

        Participation[] actual = [.. Enumerable.Range(0, replayer.Participations.Count).Select(replayer.Participations.ToParticipation)];
        Assert.Equal(expected.Values, actual);
        Assert.Equal(Resources([.. expected.Values]), Resources(actual));
        return actual.Sum(participation => participation.Timeline.CompleteCount + 1);
    }

    /// <summary>Applies an event to the participation that it is of, and gives its line.</summary>
    private static string Play(Dictionary<string, Participation> participations, string id, int what, DateTimeOffset at)
    {
        if (what % 50 == 0)
            return "{\"participation_id\":\"" + id + "\"}";
        if (!participations.TryGetValue(id, out Participation? before) || what % 50 == 1)
        {
            DwellTimes dwellTimes = DwellTimes.From(Enum.GetValues<ParticipationState>()
                .Where(state => (what >> (int)state) % 2 == 0).ToDictionary(state => state, state => TimeSpan.FromMinutes((int)state * 7)));
            var details = new ParticipationDetails { Id = id, DeviceId = $"dev_{what}", LocationId = "loc", LiveMode = what % 3 == 0 };
            var requested = new ParticipationRequested(details, (MeterAccess)(what % 3), at, dwellTimes, reasonCode: what % 5 == 0 ? "R-1" : null);
            participations.TryAdd(id, Participation.Replay(requested, []));
            return requested.ToJson();
        }

        // Mostly one of those that get somewhere.
        IReadOnlyList<Trigger> permitted = before.PermittedTriggers;
        int choices = before.CurrentState is ParticipationState.Active or ParticipationState.Suspended || what % 40 == 2 ? permitted.Count : 1;
        Trigger trigger = what % 4 > 0 && permitted.Count > 0 ? permitted[what / 4 % choices] : (Trigger)(what / 4 % 28);
        var fired = new TriggerFired(id, trigger, at, isStale: what % 7 == 0 && LifecycleSpecification.Describe(trigger).IsTelemetrySighting);
        if (before.Apply(trigger, at).IsAccepted)
            participations[id] = Participation.Replay(before, [fired]);
        return fired.ToJson();
    }

    private static byte[] Resources(Participation[] participations)
    {
        var lines = new ArrayBufferWriter<byte>();
        ParticipationLines.Write(lines, participations, Start.AddDays(1));
        return lines.WrittenSpan.ToArray();
    }

    /// <summary>What an event is made of, whatever its participation has come to.</summary>
    private sealed record Line(int Which, int What, int Minutes);
}

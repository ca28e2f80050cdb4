using System.Buffers;
using System.Text;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

/// <summary>A ledger beside participations that live one by one: the same values, and the same bytes of their resources.</summary>
public class LedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    [Theory]
    [InlineData(MeterAccess.NotRequired)]
    [InlineData(MeterAccess.Required)]
    [InlineData(MeterAccess.Available)]
    public void Every_history_of_three_triggers_gives_what_apply_gives(MeterAccess meterAccess)
    {
        IEnumerable<Trigger[]> histories =
            from first in Triggers
            from second in Triggers
            from third in Triggers
            select (Trigger[])[first, second, third];

        Check(histories, meterAccess);
    }

    [Theory]
    [InlineData(MeterAccess.NotRequired, 47)]
    [InlineData(MeterAccess.Required, 51)]
    public void Every_two_triggers_from_every_configuration_give_what_apply_gives(MeterAccess meterAccess, int configurations)
    {
        Dictionary<Configuration, Trigger[]> ways = WaysToAll(meterAccess);
        IEnumerable<Trigger[]> histories =
            from way in ways.Values
            from first in Triggers
            from second in Triggers
            select (Trigger[])[.. way, first, second];

        Check(histories, meterAccess);
        Assert.Equal(configurations, ways.Count);
    }

    [Fact]
    public void Every_history_of_up_to_14_effective_triggers_gives_what_apply_gives()
    {
        int histories = 0;
        foreach (MeterAccess meterAccess in (MeterAccess[])[MeterAccess.NotRequired, MeterAccess.Required])
        {
            var ledger = new Ledger();
            var requested = new ParticipationRequested(DetailsOf("vpp_0"), meterAccess, Start, DwellOf(1));
            var block = new LogBlock { Bytes = requested.ToUtf8Bytes() };
            block.Length = block.Bytes.Length;
            block.Read();
            Explore(Participation.Replay(requested, []), block, [], ledger, ref histories);
        }

        Assert.Equal(307_332, histories);
    }

    [Fact]
    public void A_history_of_any_length_keeps_all_its_visits()
    {
        Trigger[] active = [.. Participation.Request(DetailsOf("a"), MeterAccess.NotRequired, Start).PathTo(ParticipationState.Active)!];
        Trigger[] pauses = [.. Enumerable.Repeat((Trigger[])[Trigger.OperatorPaused, Trigger.CustomerPaused, Trigger.OperatorResumed, Trigger.CustomerResumed], 1_000).SelectMany(four => four)];

        Check([[.. active, .. pauses], active, [], [.. active, .. pauses, Trigger.LeaveRequested]], MeterAccess.NotRequired);
    }

    [Fact]
    public void Identifiers_of_any_length_are_told_apart_even_where_their_hashes_are_equal()
    {
        byte[][] ids =
        [
            .. Enumerable.Range(0, 5_000).Select(number => Encoding.UTF8.GetBytes($"vpp_{number}")),
            .. Enumerable.Range(1, 300).Select(length => Encoding.UTF8.GetBytes(new string('a', length))),
            .. new[] { 127, 128, 16_383, 16_384, 1_048_570, 1_048_576, 3_000_000 }.Select(length => Encoding.UTF8.GetBytes(new string('b', length))),
        ];
        var ledger = new Ledger();

        for (int row = 0; row < ids.Length; row++)
        {
            uint hash = (uint)row % 3;
            Assert.Equal(RowIndex.NotFound, ledger.Find(hash, ids[row]));
            var packed = new ArrayBufferWriter<byte>();
            foreach (byte[] text in (byte[][])[ids[row], [1], [2]])
                Packing.Write(packed, text);
            ledger.Request(new LoggedRequest(packed.WrittenSpan, [0, 0, 0, 0, 0, 0, 0], 7, MeterAccess.NotRequired), hash, at: 5);
        }

        Assert.Equal(ids.Length, ledger.Count);
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select((id, row) => ledger.Find((uint)row % 3, id)));
        Assert.Equal(RowIndex.NotFound, ledger.Find(0, ids[1]));
        Assert.Equal(RowIndex.NotFound, ledger.Find(0, "vpp_5000"u8));
        Assert.Equal(RowIndex.NotFound, ledger.Find(9, ids[0]));
    }

    private static void Explore(Participation expected, LogBlock request, List<Trigger> history, Ledger ledger, ref int histories)
    {
        const int Longest = 14;
        histories++;
        int row = ledger.Count;
        ledger.Request(request.RequestOf(request.Events[0]), (uint)row, Start.Ticks);
        for (int step = 0; step < history.Count; step++)
            ledger.Fire(row, history[step], Start.AddMinutes(step + 1).Ticks);
        Participation actual = ledger.ToParticipation(row);
        if (actual != expected || Resources([actual]) != Resources([expected]))
            Assert.Fail($"After {string.Join(", ", history)}: {actual}");
        if (history.Count == Longest)
            return;
        foreach (Trigger trigger in expected.PermittedTriggers)
        {
            history.Add(trigger);
            Explore(expected.ApplyOrThrow(trigger, Start.AddMinutes(history.Count)), request, history, ledger, ref histories);
            history.RemoveAt(history.Count - 1);
        }
    }

    /// <summary>Applies the histories side by side, an event of each in turn, so that every one of them meets others in between.</summary>
    private static void Check(IEnumerable<Trigger[]> histories, MeterAccess meterAccess)
    {
        Trigger[][] all = [.. histories];
        Participation[] expected = [.. all.Select((_, number) => Participation.Request(DetailsOf($"vpp_{number}"), meterAccess, Start, DwellOf(number)))];
        var log = new MemoryStream();
        for (int number = 0; number < all.Length; number++)
            Append(log, new ParticipationRequested(expected[number].Details, meterAccess, Start, DwellOf(number)));
        for (int step = 0; all.Any(history => history.Length > step); step++)
        {
            for (int number = 0; number < all.Length; number++)
            {
                if (all[number].Length <= step)
                    continue;
                // Late events too.
                DateTimeOffset at = Start.AddMinutes(step % 5 == 3 ? -step : step);
                bool isStale = (step + number) % 3 == 0 && LifecycleSpecification.Describe(all[number][step]).IsTelemetrySighting;
                var fired = new TriggerFired(expected[number].Id, all[number][step], at, actor: "us", reasonCode: step % 2 == 0 ? "A.1" : null, isStale: isStale);
                Append(log, fired);
                if (expected[number].Apply(fired.Trigger, at).IsAccepted)
                    expected[number] = Participation.Replay(expected[number], [fired]);
            }
        }

        Ledger ledger = Replayed(log);

        Assert.Equal(all.Length, ledger.Count);
        Participation[] actual = [.. Enumerable.Range(0, ledger.Count).Select(ledger.ToParticipation)];
        Assert.Equal(expected, actual);
        Assert.Equal(Resources(expected), Resources(actual));
    }

    private static Ledger Replayed(MemoryStream log)
    {
        log.Position = 0;
        var replayer = new Replayer(rejected: null);
        foreach (LogBlock block in new LogBlocks(log).All())
        {
            block.Read();
            replayer.Apply(block);
        }

        return replayer.Participations;
    }

    private static string Resources(Participation[] participations)
    {
        var lines = new ArrayBufferWriter<byte>();
        ParticipationLines.Write(lines, participations, Start.AddDays(1));
        return Encoding.UTF8.GetString(lines.WrittenSpan);
    }

    private static void Append(MemoryStream log, ParticipationEvent happened)
    {
        log.Write(happened.ToUtf8Bytes());
        log.WriteByte((byte)'\n');
    }

    private static Dictionary<Configuration, Trigger[]> WaysToAll(MeterAccess meterAccess)
    {
        Configuration first = Participation.Request(DetailsOf("a"), meterAccess, Start).Configuration;
        var ways = new Dictionary<Configuration, Trigger[]> { [first] = [] };
        var queue = new Queue<Configuration>([first]);
        while (queue.TryDequeue(out Configuration here))
        {
            foreach (Trigger trigger in here.PermittedTriggers)
            {
                Configuration next = TransitionTable.Next(here, trigger).Next;
                if (ways.TryAdd(next, [.. ways[here], trigger]))
                    queue.Enqueue(next);
            }
        }

        return ways;
    }

    /// <summary>Details of every shape.</summary>
    private static ParticipationDetails DetailsOf(string id)
    {
        int shape = id.Length > 4 ? int.Parse(id[4..], null) : 0;
        return new ParticipationDetails
        {
            Id = id,
            DeviceId = $"dev \"{shape}\" é😀",
            LocationId = "loc\\\"",
            LiveMode = shape % 2 == 0,
            ProviderReferenceId = shape % 3 == 0 ? $"ref_{shape}" : null,
            Provider = shape % 5 == 0 ? null : new ProviderInfo { Id = $"prv_{shape % 5}", DisplayName = "", LogoUrl = shape % 5 == 1 ? "https://a.example/\"é" : null },
            Programme = shape % 7 == 0 ? null : new ProgrammeInfo { Id = $"vpr_{shape % 7}", DisplayName = "Zürich\n", LearnMoreUrl = shape % 7 == 1 ? "http://b.example" : null },
            AccountId = shape % 11 == 0 ? null : $"acc_{shape}",
            Supersedes = shape % 13 == 0 ? $"vpp_{shape - 1}" : null,
        };
    }

    private static DwellTimes DwellOf(int number) => DwellTimes.From(Enum.GetValues<ParticipationState>()
        .Where(state => number % 3 == 2 || (number % 3 == 1 && (int)state != number % 16))
        .ToDictionary(state => state, state => TimeSpan.FromHours((int)state + (number % 4))));
}

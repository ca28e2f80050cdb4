using System.CommandLine;
using Vpp.Lifecycle.Tool.Files;
using Vpp.Lifecycle.Tool.Simulation;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary><c>simulate</c>: a realistic event log.</summary>
internal static class SimulateCommand
{
    private const int DefaultDays = 365;
    private const int MostParticipations = 1_000_000_000;
    private const int MostDays = 36_500;

    internal static Command Create()
    {
        Option<int> participations = SharedOptions.Number("--participations", "How many enrolments are requested.", 0, MostParticipations);
        participations.HelpName = "N";
        participations.Required = true;
        Option<ulong> seed = SharedOptions.Number("--seed", "Another seed, another log.", ulong.MinValue, ulong.MaxValue);
        seed.HelpName = "S";
        seed.DefaultValueFactory = _ => 1;
        Option<int> days = SharedOptions.Number("--days", "How long the log goes on, from 2026-01-01.", 1, MostDays);
        days.HelpName = "D";
        days.DefaultValueFactory = _ => DefaultDays;
        var faults = new Option<bool>("--faults") { Description = "Add what real feeds hold: repeats, late and out-of-order events, triggers that are not permitted, damaged lines, strangers." };
        Option<string> to = SharedOptions.Out();

        var command = new Command("simulate", "Write a realistic event log in the format that replay reads.") { participations, seed, days, faults, to };
        CommandHelp.Extend(
            command,
            """
            Enrolments are requested all through the time simulated; they succeed, stall, fail and are
            declined. Devices that went live fall silent, are paused and resumed, often for several reasons
            at once; some leave, and are offboarded. The events of all come in the order of time, and every
            one of them is accepted by replay, unless --faults is given.

            The same arguments give the same bytes on every machine. Memory: 23 bytes a participation.

            Examples:
              vpp-lifecycle simulate --participations 300 --out year.ndjson
              vpp-lifecycle simulate --participations 1000 --days 90 --seed 7 --faults | vpp-lifecycle replay -
            """);
        command.SetAction(parsed =>
        {
            Simulate(parsed.GetValue(participations), parsed.GetValue(seed), parsed.GetValue(days), parsed.GetValue(faults), parsed.GetValue(to)!);
            return ExitStatus.Done;
        });
        return command;
    }

    private static void Simulate(int participations, ulong seed, int days, bool withFaults, string path)
    {
        using OutputFile output = OutputFile.Open(TargetFile.ToWrite(path));
        using var log = new EventLog(output.Stream, new SimulatedIdentities(seed));
        FaultyFeed? faults = withFaults ? new FaultyFeed(log, seed) : null;
        foreach (SimulatedEvent happened in new FleetSimulation(participations, seed, days).Events())
        {
            if (faults is null)
                log.Write(happened);
            else
                faults.Write(happened);
        }

        faults?.Finish();
        log.Flush();
        output.Commit();
    }
}

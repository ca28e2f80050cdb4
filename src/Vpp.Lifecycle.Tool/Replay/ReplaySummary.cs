using System.Globalization;
using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What a replay came to, as a table.</summary>
internal static class ReplaySummary
{
    internal static Table Table(Replayer replayed, TimeSpan elapsed)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn("Replay")
            .AddColumn(new TableColumn("Count").RightAligned());

        table.AddRow("Events", Number(replayed.EventCount));
        table.AddRow("  requests accepted", Number(replayed.Participations.Count));
        foreach (Outcome outcome in (ReadOnlySpan<Outcome>)[Outcome.Transitioned, Outcome.Updated, Outcome.Ignored])
            table.AddRow($"  {outcome.ToWireName()}", Number(replayed.CountOf(outcome)));
        table.AddRow("  not applied", Number(replayed.RejectedCount));
        foreach (LineRejectionCode code in Enum.GetValues<LineRejectionCode>())
        {
            if (replayed.CountOf(code) > 0)
                table.AddRow($"    {code.ToWireName()}", Number(replayed.CountOf(code)));
        }

        table.AddEmptyRow();
        table.AddRow("Participations", Number(replayed.Participations.Count));
        foreach ((ParticipationState state, int count) in CountByState(replayed.Participations))
            table.AddRow($"  {state.ToWireName()}", Number(count));

        table.AddEmptyRow();
        table.AddRow("Elapsed", string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:N2} s"));
        table.AddRow("Events per second", Number((long)(replayed.EventCount / elapsed.TotalSeconds)));
        return table;
    }

    private static IEnumerable<(ParticipationState State, int Count)> CountByState(Ledger participations)
    {
        int[] counts = new int[LifecycleSpecification.States.Count];
        for (int row = 0; row < participations.Count; row++)
            counts[(int)participations.ConfigurationOf(row).State]++;
        return LifecycleSpecification.States.Select(state => (state.State, counts[(int)state.State])).Where(pair => pair.Item2 > 0);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What is to happen in a run, drawn from its seed: what clients ask, and what goes wrong.</summary>
internal sealed record Plan(int Seed, IReadOnlyList<Step> Steps)
{
    private static readonly StepKind[] Kinds =
    [
        .. Enumerable.Repeat(StepKind.Fire, 28),
        .. Enumerable.Repeat(StepKind.Repeat, 7),
        .. Enumerable.Repeat(StepKind.Find, 7),
        .. Enumerable.Repeat(StepKind.ReadFeed, 5),
        .. Enumerable.Repeat(StepKind.Enrol, 3),
        .. Enumerable.Repeat(StepKind.Reconfigure, 3),
        .. Enumerable.Repeat(StepKind.Kill, 2),
        .. Enumerable.Repeat(StepKind.PromoteStandby, 2),
        .. Enumerable.Repeat(StepKind.RestartDatabase, 2),
        .. Enumerable.Repeat(StepKind.LoseAnswers, 2),
        .. Enumerable.Repeat(StepKind.CloseConnections, 2),
        .. Enumerable.Repeat(StepKind.Hold, 2),
        .. Enumerable.Repeat(StepKind.Amend, 2),
        .. Enumerable.Repeat(StepKind.WriteHostData, 2),
        .. Enumerable.Repeat(StepKind.Bulk, 2),
        StepKind.Burst, StepKind.ReuseKey, StepKind.StartAnother, StepKind.Restore,
    ];

    public static Plan Draw(int seed)
    {
        var chances = new Random(seed);
        var steps = new List<Step>();
        int first = chances.Next(2, 5);
        for (int number = 0; number < first; number++)
            steps.Add(Draw(chances, number, chances.Next(2_000_000), StepKind.Enrol));
        int count = chances.Next(15, 46);
        long at = TimeSpan.TicksPerSecond;
        for (int number = first; number < first + count; number++)
        {
            // Half of them come together with the one before.
            at += chances.Next(2) == 0 ? chances.Next(30_000) : chances.NextInt64(10 * TimeSpan.TicksPerSecond);
            steps.Add(Draw(chances, number, at, Kinds[chances.Next(Kinds.Length)]));
        }

        return new Plan(seed, steps);
    }

    private static Step Draw(Random chances, int number, long at, StepKind kind) =>
        new(number, at, kind, chances.Next(64), chances.Next(64), chances.Next(256), Duration(chances), chances.Next(2) == 0);

    /// <summary>Nothing, moments, seconds, minutes, or ages.</summary>
    private static long Duration(Random chances) => chances.Next(8) switch
    {
        < 3 => 0,
        < 5 => chances.NextInt64(TimeSpan.TicksPerSecond),
        5 => chances.NextInt64(10 * TimeSpan.TicksPerSecond),
        6 => chances.NextInt64(120 * TimeSpan.TicksPerSecond),
        _ => 20_000 * TimeSpan.TicksPerDay,
    };
}

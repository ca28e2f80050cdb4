using System.Collections.Concurrent;
using Vpp.Lifecycle.Tests.Simulation.Variants;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>Many seeds, on all processors, each run on one thread.</summary>
/// <param name="Done">How many were run.</param>
/// <param name="Broken">The seeds under which a promise is broken, and which.</param>
/// <param name="Commits">How many commits there were in all.</param>
/// <param name="Steps">How often something went on.</param>
internal sealed record Campaign(long Done, IReadOnlyDictionary<int, Promise> Broken, long Commits, long Steps)
{
    /// <summary>Runs seeds in order.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="variant">What is run.</param>
    /// <param name="isOver">Whether those that are broken are enough; none is left out before the first of them.</param>
    public static Campaign Of(int first, int count, Variant variant, Func<IReadOnlyDictionary<int, Promise>, bool> isOver)
    {
        (long done, long commits, long steps) = (0, 0, 0);
        var broken = new ConcurrentDictionary<int, Promise>();
        Parallel.For(first, first + count, (seed, loop) =>
        {
            RunResult result = Run.Of(Plan.Draw(seed), variant);
            Interlocked.Increment(ref done);
            Interlocked.Add(ref commits, result.Commits);
            Interlocked.Add(ref steps, result.Steps);
            if (result.Violation is { } violation && broken.TryAdd(seed, violation.Promise) && isOver(broken))
                loop.Break();
        });
        return new Campaign(done, new SortedDictionary<int, Promise>(broken), commits, steps);
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Done} seeds, {Commits} commits, {Steps} steps; broken under {Broken.Count} seeds: ") +
        string.Join(", ", Broken.GroupBy(pair => pair.Value).Select(group => FormattableString.Invariant($"{group.Key} {group.Count()} (first {group.First().Key})")));
}

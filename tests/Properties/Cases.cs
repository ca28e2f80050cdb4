using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>
/// Random cases, the same on every run. Where a property fails, the seed is printed with the case, as it was and made as short as it can be.
/// </summary>
internal static class Cases
{
    private static readonly Rnd Seed = new(2026, 1);

    internal static void ForAll<T>(int count, Arbitrary<T> cases, Action<T> check, int largest = 100) => FsCheck.Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithEndSize(largest)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(Seed, FSharpOption<int>.None))),
        Prop.ForAll(cases, check));

    /// <summary>Some of them to look at.</summary>
    internal static IReadOnlyList<T> Some<T>(Gen<T> cases, int size, int count) => [.. cases.Sample(count, Seed, size)];

    /// <summary>A list without some of it: without all, without either half, and so on down to without each single element.</summary>
    internal static IEnumerable<T[]> Shorter<T>(IReadOnlyList<T> list)
    {
        for (int length = list.Count; length > 0; length /= 2)
        {
            for (int from = 0; from + length <= list.Count; from += length)
                yield return [.. list.Take(from), .. list.Skip(from + length)];
        }
    }
}

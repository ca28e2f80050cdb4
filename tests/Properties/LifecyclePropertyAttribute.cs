using FsCheck;
using FsCheck.Xunit;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>
/// A property: what holds of whatever the generators make. Tried with 10,000 cases unless it says another number, the same on every run. Where it
/// fails, the seed is printed with the case, as it was and made as short as it can be.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LifecyclePropertyAttribute : PropertyAttribute
{
    /// <summary>How many cases are tried, unless a property says another number.</summary>
    internal const int Cases = 10_000;

    private const ulong Seed = 2026;
    private const ulong Gamma = 1;

    public LifecyclePropertyAttribute()
    {
        MaxTest = Cases;
        EndSize = 100;
        Replay = $"{Seed},{Gamma}";
        QuietOnSuccess = true;
        Arbitrary = [typeof(Generators)];
    }

    /// <summary>The beginning of every row of random cases.</summary>
    internal static Rnd Beginning { get; } = new(Seed, Gamma);
}

using System.Numerics;

namespace Vpp.Lifecycle;

/// <summary>
/// Which facts a state remembers, and which combinations of them occur in it. A fact that the next state does not remember is
/// forgotten on the way (R4).
/// </summary>
/// <param name="Remembered">The facts that vary in the state.</param>
/// <param name="Implied">The facts that always hold in it.</param>
/// <param name="NeverNone">At least one remembered fact holds.</param>
/// <param name="NeverAll">Not all of them hold.</param>
internal readonly record struct StateMemory(LifecycleFacts Remembered, LifecycleFacts Implied, bool NeverNone, bool NeverAll)
{
    /// <summary>The facts that remain on entering the state.</summary>
    internal LifecycleFacts Retain(LifecycleFacts facts) => (facts & Remembered) | Implied;

    /// <summary>Whether the facts are one of the combinations that occur in the state.</summary>
    internal bool Allows(LifecycleFacts facts) =>
        (facts & ~Remembered) == Implied
        && !(NeverNone && (facts & Remembered) == 0)
        && !(NeverAll && (facts & Remembered) == Remembered);

    /// <summary>The combinations of facts that occur in the state, in ascending order of their bits: the order of the codes.</summary>
    internal LifecycleFacts[] Combinations()
    {
        int shift = BitOperations.TrailingZeroCount((int)Remembered | 0x100);
        int all = (int)Remembered >> shift;
        int first = NeverNone ? 1 : 0;
        var combinations = new LifecycleFacts[(NeverAll ? all : all + 1) - first];
        for (int index = 0; index < combinations.Length; index++)
            combinations[index] = (LifecycleFacts)((first + index) << shift) | Implied;
        return combinations;
    }
}

using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans;

/// <summary>What came of a decision: its result, or the participation that it has to be made upon anew. Immutable; safe to share between threads.</summary>
[GenerateSerializer]
[Immutable]
public sealed class DecisionResult
{
    /// <summary>What came of a decision.</summary>
    /// <param name="result">The result; null where the participation had moved on.</param>
    /// <param name="movedOnTo">The participation as it is; null where there is a result.</param>
    /// <exception cref="ArgumentException">Both are given, or neither.</exception>
    public DecisionResult(ChangeResult? result, StoredParticipation? movedOnTo)
    {
        if (result is null == movedOnTo is null)
            throw new ArgumentException("Needed: a result, or the participation as it is; one of the two.", nameof(movedOnTo));
        (Result, MovedOnTo) = (result, movedOnTo);
    }

    /// <summary>The result; null where the participation had moved on, and nothing was done.</summary>
    [Id(0)]
    public ChangeResult? Result { get; }

    /// <summary>The participation as it is now, where it had moved on from the version that was decided upon; else null.</summary>
    [Id(1)]
    public StoredParticipation? MovedOnTo { get; }
}

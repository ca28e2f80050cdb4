using System.Diagnostics.CodeAnalysis;
using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>What is stored under an identifier: a participation, nothing, or a row that cannot be read.</summary>
public sealed class FindResult : OneOfBase<StoredParticipation, ParticipationNotFound, UnreadableParticipation>
{
    private FindResult(OneOf<StoredParticipation, ParticipationNotFound, UnreadableParticipation> input)
        : base(input)
    {
    }

    /// <summary>The participation, where there is one and it can be read; else null.</summary>
    public StoredParticipation? Stored => Value as StoredParticipation;

    /// <summary>Whether there is one and it can be read.</summary>
    /// <param name="stored">The participation; null when there is none.</param>
    public bool TryPickStored([NotNullWhen(true)] out StoredParticipation? stored)
    {
        stored = Stored;
        return stored is not null;
    }

    /// <summary>Found.</summary>
    /// <param name="stored">The participation.</param>
    public static implicit operator FindResult(StoredParticipation stored) => new(stored);

    /// <summary>Not found.</summary>
    /// <param name="notFound">What.</param>
    public static implicit operator FindResult(ParticipationNotFound notFound) => new(notFound);

    /// <summary>Its row cannot be read.</summary>
    /// <param name="unreadable">Which, and why.</param>
    public static implicit operator FindResult(UnreadableParticipation unreadable) => new(unreadable);
}

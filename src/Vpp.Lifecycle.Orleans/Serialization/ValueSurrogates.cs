using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Serialization;

[GenerateSerializer]
internal struct StoredParticipationSurrogate
{
    [Id(0)]
    public Participation Participation;

    [Id(1)]
    public ParticipationVersion Version;

    [Id(2)]
    public long EventCount;

    [Id(3)]
    public string? HostData;

    [Id(4)]
    public string? Specification;
}

[RegisterConverter]
internal sealed class StoredParticipationSurrogateConverter : IConverter<StoredParticipation, StoredParticipationSurrogate>
{
    public StoredParticipation ConvertFromSurrogate(in StoredParticipationSurrogate surrogate) => new(surrogate.Participation, surrogate.Version, surrogate.EventCount, surrogate.HostData) { Specification = surrogate.Specification };

    public StoredParticipationSurrogate ConvertToSurrogate(in StoredParticipation value) =>
        new() { Participation = value.Participation, Version = value.Version, EventCount = value.EventCount, HostData = value.HostData, Specification = value.Specification };
}

[GenerateSerializer]
internal struct AcceptedChangeSurrogate
{
    [Id(0)]
    public StoredParticipation Stored;

    [Id(1)]
    public Outcome Outcome;

    [Id(2)]
    public Transition[] Transitions;
}

[RegisterConverter]
internal sealed class AcceptedChangeSurrogateConverter : IConverter<AcceptedChange, AcceptedChangeSurrogate>
{
    public AcceptedChange ConvertFromSurrogate(in AcceptedChangeSurrogate surrogate) => new(surrogate.Stored, surrogate.Outcome, surrogate.Transitions);

    public AcceptedChangeSurrogate ConvertToSurrogate(in AcceptedChange value) => new() { Stored = value.Stored, Outcome = value.Outcome, Transitions = [.. value.Transitions] };
}

[GenerateSerializer]
internal struct HostRejectionSurrogate
{
    [Id(0)]
    public string Code;

    [Id(1)]
    public bool IsFinal;

    [Id(2)]
    public string? Data;
}

[RegisterConverter]
internal sealed class HostRejectionSurrogateConverter : IConverter<HostRejection, HostRejectionSurrogate>
{
    public HostRejection ConvertFromSurrogate(in HostRejectionSurrogate surrogate) => new(surrogate.Code, surrogate.IsFinal, surrogate.Data);

    public HostRejectionSurrogate ConvertToSurrogate(in HostRejection value) => new() { Code = value.Code, IsFinal = value.IsFinal, Data = value.Data };
}

[GenerateSerializer]
internal struct RejectedChangeSurrogate
{
    [Id(0)]
    public object Rejection;

    [Id(1)]
    public StoredParticipation? Stored;

    [Id(2)]
    public int Index;
}

[RegisterConverter]
internal sealed class RejectedChangeSurrogateConverter : IConverter<RejectedChange, RejectedChangeSurrogate>
{
    public RejectedChange ConvertFromSurrogate(in RejectedChangeSurrogate surrogate) => new(OneOfResults.ToChangeRejection(surrogate.Rejection), surrogate.Stored, surrogate.Index);

    public RejectedChangeSurrogate ConvertToSurrogate(in RejectedChange value) => new() { Rejection = value.Rejection.Value, Stored = value.Stored, Index = value.Index };
}

[GenerateSerializer]
internal struct ParticipationNotFoundSurrogate
{
    [Id(0)]
    public string Id;
}

[RegisterConverter]
internal sealed class ParticipationNotFoundSurrogateConverter : IConverter<ParticipationNotFound, ParticipationNotFoundSurrogate>
{
    public ParticipationNotFound ConvertFromSurrogate(in ParticipationNotFoundSurrogate surrogate) => new(surrogate.Id);

    public ParticipationNotFoundSurrogate ConvertToSurrogate(in ParticipationNotFound value) => new() { Id = value.Id };
}

[GenerateSerializer]
internal struct VersionConflictSurrogate
{
    [Id(0)]
    public StoredParticipation Current;
}

[RegisterConverter]
internal sealed class VersionConflictSurrogateConverter : IConverter<VersionConflict, VersionConflictSurrogate>
{
    public VersionConflict ConvertFromSurrogate(in VersionConflictSurrogate surrogate) => new(surrogate.Current);

    public VersionConflictSurrogate ConvertToSurrogate(in VersionConflict value) => new() { Current = value.Current };
}

[GenerateSerializer]
internal struct RepeatedRequestSurrogate
{
    [Id(0)]
    public object First;

    [Id(1)]
    public DateTimeOffset At;

    [Id(2)]
    public string? Memo;
}

[RegisterConverter]
internal sealed class RepeatedRequestSurrogateConverter : IConverter<RepeatedRequest, RepeatedRequestSurrogate>
{
    public RepeatedRequest ConvertFromSurrogate(in RepeatedRequestSurrogate surrogate) => new(OneOfResults.ToFirstResult(surrogate.First), surrogate.At, surrogate.Memo);

    public RepeatedRequestSurrogate ConvertToSurrogate(in RepeatedRequest value) => new() { First = value.First.Value, At = value.At, Memo = value.Memo };
}

[GenerateSerializer]
internal struct KeyReusedSurrogate
{
    [Id(0)]
    public IdempotencyKey Key;
}

[RegisterConverter]
internal sealed class KeyReusedSurrogateConverter : IConverter<KeyReused, KeyReusedSurrogate>
{
    public KeyReused ConvertFromSurrogate(in KeyReusedSurrogate surrogate) => new(surrogate.Key);

    public KeyReusedSurrogate ConvertToSurrogate(in KeyReused value) => new() { Key = value.Key };
}

[GenerateSerializer]
internal struct KeyInUseSurrogate
{
    [Id(0)]
    public IdempotencyKey Key;
}

[RegisterConverter]
internal sealed class KeyInUseSurrogateConverter : IConverter<KeyInUse, KeyInUseSurrogate>
{
    public KeyInUse ConvertFromSurrogate(in KeyInUseSurrogate surrogate) => new(surrogate.Key);

    public KeyInUseSurrogate ConvertToSurrogate(in KeyInUse value) => new() { Key = value.Key };
}

[GenerateSerializer]
internal struct ContendedSurrogate
{
    [Id(0)]
    public string Id;
}

[RegisterConverter]
internal sealed class ContendedSurrogateConverter : IConverter<Contended, ContendedSurrogate>
{
    public Contended ConvertFromSurrogate(in ContendedSurrogate surrogate) => new(surrogate.Id);

    public ContendedSurrogate ConvertToSurrogate(in Contended value) => new() { Id = value.Id };
}

[GenerateSerializer]
internal struct UnreadableParticipationSurrogate
{
    [Id(0)]
    public string Id;

    [Id(1)]
    public string Fault;
}

[RegisterConverter]
internal sealed class UnreadableParticipationSurrogateConverter : IConverter<UnreadableParticipation, UnreadableParticipationSurrogate>
{
    public UnreadableParticipation ConvertFromSurrogate(in UnreadableParticipationSurrogate surrogate) => new(surrogate.Id, surrogate.Fault);

    public UnreadableParticipationSurrogate ConvertToSurrogate(in UnreadableParticipation value) => new() { Id = value.Id, Fault = value.Fault };
}

[GenerateSerializer]
internal struct AlreadyParticipatingSurrogate
{
    [Id(0)]
    public string ParticipationId;

    [Id(1)]
    public string? AccountId;
}

[RegisterConverter]
internal sealed class AlreadyParticipatingSurrogateConverter : IConverter<AlreadyParticipating, AlreadyParticipatingSurrogate>
{
    public AlreadyParticipating ConvertFromSurrogate(in AlreadyParticipatingSurrogate surrogate) => new(surrogate.ParticipationId, surrogate.AccountId);

    public AlreadyParticipatingSurrogate ConvertToSurrogate(in AlreadyParticipating value) => new() { ParticipationId = value.ParticipationId, AccountId = value.AccountId };
}

[GenerateSerializer]
internal struct IdentifierTakenSurrogate
{
    [Id(0)]
    public string Id;
}

[RegisterConverter]
internal sealed class IdentifierTakenSurrogateConverter : IConverter<IdentifierTaken, IdentifierTakenSurrogate>
{
    public IdentifierTaken ConvertFromSurrogate(in IdentifierTakenSurrogate surrogate) => new(surrogate.Id);

    public IdentifierTakenSurrogate ConvertToSurrogate(in IdentifierTaken value) => new() { Id = value.Id };
}

using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Serialization;

[GenerateSerializer]
internal struct ParticipationVersionSurrogate
{
    [Id(0)]
    public long Number;

    [Id(1)]
    public long Token;
}

[RegisterConverter]
internal sealed class ParticipationVersionSurrogateConverter : IConverter<ParticipationVersion, ParticipationVersionSurrogate>
{
    public ParticipationVersion ConvertFromSurrogate(in ParticipationVersionSurrogate surrogate) => new(surrogate.Number, surrogate.Token);

    public ParticipationVersionSurrogate ConvertToSurrogate(in ParticipationVersion value) => new() { Number = value.Number, Token = value.Token };
}

[GenerateSerializer]
internal struct ParticipationScopeSurrogate
{
    [Id(0)]
    public string? AccountId;

    [Id(1)]
    public bool LiveMode;
}

[RegisterConverter]
internal sealed class ParticipationScopeSurrogateConverter : IConverter<ParticipationScope, ParticipationScopeSurrogate>
{
    public ParticipationScope ConvertFromSurrogate(in ParticipationScopeSurrogate surrogate) => new(surrogate.AccountId, surrogate.LiveMode);

    public ParticipationScopeSurrogate ConvertToSurrogate(in ParticipationScope value) => new() { AccountId = value.AccountId, LiveMode = value.LiveMode };
}

[GenerateSerializer]
internal struct IdempotencyKeySurrogate
{
    [Id(0)]
    public string Scope;

    [Id(1)]
    public string Key;

    [Id(2)]
    public string RequestDigest;

    [Id(3)]
    public string? ParticipationId;
}

[RegisterConverter]
internal sealed class IdempotencyKeySurrogateConverter : IConverter<IdempotencyKey, IdempotencyKeySurrogate>
{
    public IdempotencyKey ConvertFromSurrogate(in IdempotencyKeySurrogate surrogate) =>
        new(surrogate.Scope, surrogate.Key, surrogate.RequestDigest) { ParticipationId = surrogate.ParticipationId };

    public IdempotencyKeySurrogate ConvertToSurrogate(in IdempotencyKey value) =>
        new() { Scope = value.Scope, Key = value.Key, RequestDigest = value.RequestDigest, ParticipationId = value.ParticipationId };
}

[GenerateSerializer]
internal struct TriggerAtSurrogate
{
    [Id(0)]
    public Trigger Trigger;

    [Id(1)]
    public DateTimeOffset OccurredAt;
}

[RegisterConverter]
internal sealed class TriggerAtSurrogateConverter : IConverter<TriggerAt, TriggerAtSurrogate>
{
    public TriggerAt ConvertFromSurrogate(in TriggerAtSurrogate surrogate) => new(surrogate.Trigger, surrogate.OccurredAt);

    public TriggerAtSurrogate ConvertToSurrogate(in TriggerAt value) => new() { Trigger = value.Trigger, OccurredAt = value.OccurredAt };
}

[GenerateSerializer]
internal struct SqlStatementSurrogate
{
    [Id(0)]
    public string Sql;

    [Id(1)]
    public object?[] Values;
}

[RegisterConverter]
internal sealed class SqlStatementSurrogateConverter : IConverter<SqlStatement, SqlStatementSurrogate>
{
    public SqlStatement ConvertFromSurrogate(in SqlStatementSurrogate surrogate) => new(surrogate.Sql, surrogate.Values);

    public SqlStatementSurrogate ConvertToSurrogate(in SqlStatement value) => new() { Sql = value.Sql, Values = [.. value.Values] };
}

[GenerateSerializer]
internal struct ParticipationWriteSurrogate
{
    [Id(0)]
    public string? Actor;

    [Id(1)]
    public string? Note;

    [Id(2)]
    public string? ReasonCode;

    [Id(3)]
    public ParticipationVersion[]? IfVersion;

    [Id(4)]
    public ParticipationScope? Within;

    [Id(5)]
    public IdempotencyKey? Key;

    [Id(6)]
    public string? Memo;

    [Id(7)]
    public SqlStatement[] Also;
}

[RegisterConverter]
internal sealed class ParticipationWriteSurrogateConverter : IConverter<ParticipationWrite, ParticipationWriteSurrogate>
{
    public ParticipationWrite ConvertFromSurrogate(in ParticipationWriteSurrogate surrogate) => new()
    {
        Actor = surrogate.Actor,
        Note = surrogate.Note,
        ReasonCode = surrogate.ReasonCode,
        IfVersion = surrogate.IfVersion,
        Within = surrogate.Within,
        Key = surrogate.Key,
        Memo = surrogate.Memo,
        Also = surrogate.Also,
    };

    public ParticipationWriteSurrogate ConvertToSurrogate(in ParticipationWrite value) => new()
    {
        Actor = value.Actor,
        Note = value.Note,
        ReasonCode = value.ReasonCode,
        IfVersion = value.IfVersion is null ? null : [.. value.IfVersion],
        Within = value.Within,
        Key = value.Key,
        Memo = value.Memo,
        Also = value.InTransaction is null ? [.. value.Also] : throw new NotSupportedException("InTransaction is a function, which cannot be sent to a grain. Use Also."),
    };
}

[GenerateSerializer]
internal struct DecisionSurrogate
{
    [Id(0)]
    public TriggerAt[] Triggers;

    [Id(1)]
    public ParticipationDetails? Details;

    [Id(2)]
    public HostRejection? Rejected;

    [Id(3)]
    public bool SetsHostData;

    [Id(4)]
    public string? NewHostData;

    [Id(5)]
    public SqlStatement[] Also;

    [Id(6)]
    public string? Memo;
}

[RegisterConverter]
internal sealed class DecisionSurrogateConverter : IConverter<Decision, DecisionSurrogate>
{
    public Decision ConvertFromSurrogate(in DecisionSurrogate surrogate) => Rebuild(surrogate);

    public DecisionSurrogate ConvertToSurrogate(in Decision value) => new()
    {
        Triggers = [.. value.Triggers],
        Details = value.Details,
        Rejected = value.Rejected?.Value as HostRejection,
        SetsHostData = value.SetsHostData,
        NewHostData = value.NewHostData,
        Also = [.. value.Also],
        Memo = value.Memo,
    };

    private static Decision Rebuild(in DecisionSurrogate surrogate)
    {
        Decision decision = surrogate switch
        {
            { Rejected: { } rejection } => Decision.Reject(rejection),
            { Details: { } details } => Decision.Amend(details),
            { Triggers.Length: > 0 } => Decision.Fire(surrogate.Triggers),
            _ => Decision.Unchanged,
        };
        return (surrogate.SetsHostData ? decision.WithHostData(surrogate.NewHostData) : decision) with { Also = surrogate.Also, Memo = surrogate.Memo };
    }
}

[GenerateSerializer]
internal struct BulkRequestSurrogate
{
    [Id(0)]
    public string ProgrammeId;

    [Id(1)]
    public ParticipationScope Within;

    [Id(2)]
    public Trigger Trigger;

    [Id(3)]
    public DateTimeOffset OccurredAt;

    [Id(4)]
    public string? Actor;

    [Id(5)]
    public string? Note;

    [Id(6)]
    public string? ReasonCode;

    [Id(7)]
    public IdempotencyKey? Key;

    [Id(8)]
    public int ShareIndex;

    [Id(9)]
    public int ShareOf;
}

[RegisterConverter]
internal sealed class BulkRequestSurrogateConverter : IConverter<BulkRequest, BulkRequestSurrogate>
{
    public BulkRequest ConvertFromSurrogate(in BulkRequestSurrogate surrogate) => new(surrogate.ProgrammeId, surrogate.Within, surrogate.Trigger, surrogate.OccurredAt)
    {
        Actor = surrogate.Actor,
        Note = surrogate.Note,
        ReasonCode = surrogate.ReasonCode,
        Key = surrogate.Key,
        Share = new Hosting.Storage.Share(surrogate.ShareIndex, surrogate.ShareOf),
    };

    public BulkRequestSurrogate ConvertToSurrogate(in BulkRequest value) => new()
    {
        ProgrammeId = value.ProgrammeId,
        Within = value.Within,
        Trigger = value.Trigger,
        OccurredAt = value.OccurredAt,
        Actor = value.Actor,
        Note = value.Note,
        ReasonCode = value.ReasonCode,
        Key = value.Key,
        ShareIndex = value.Share.Index,
        ShareOf = value.Share.Of,
    };
}

using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Serialization;

/// <summary>A result again from the one of its cases that was sent.</summary>
internal static class OneOfResults
{
    public static ChangeResult ToChangeResult(object value) => value switch
    {
        AcceptedChange it => it,
        RejectedChange it => it,
        ParticipationNotFound it => it,
        VersionConflict it => it,
        RepeatedRequest it => it,
        KeyReused it => it,
        Contended it => it,
        UnreadableParticipation it => it,
        AlreadyParticipating it => it,
        _ => throw Unknown(value),
    };

    public static CreateResult ToCreateResult(object value) => value switch
    {
        AcceptedChange it => it,
        AlreadyParticipating it => it,
        IdentifierTaken it => it,
        RepeatedRequest it => it,
        KeyReused it => it,
        Contended it => it,
        _ => throw Unknown(value),
    };

    public static FindResult ToFindResult(object value) => value switch
    {
        StoredParticipation it => it,
        ParticipationNotFound it => it,
        UnreadableParticipation it => it,
        _ => throw Unknown(value),
    };

    public static ListResult ToListResult(object value) => value switch
    {
        StoredPage it => it,
        UnknownCursor it => it,
        _ => throw Unknown(value),
    };

    public static BulkResult ToBulkResult(object value) => value switch
    {
        BulkSummary it => it,
        RepeatedRequest it => it,
        KeyReused it => it,
        KeyInUse it => it,
        _ => throw Unknown(value),
    };

    public static FirstResult ToFirstResult(object value) => value switch
    {
        AcceptedChange it => it,
        RejectedChange it => it,
        BulkSummary it => it,
        _ => throw Unknown(value),
    };

    public static ChangeRejection ToChangeRejection(object value) => value switch
    {
        Rejection it => it,
        AmendmentRejection it => it,
        HostRejection it => it,
        _ => throw Unknown(value),
    };

    private static InvalidOperationException Unknown(object value) => new($"{value.GetType()} was sent by a newer build, and is no result here.");
}

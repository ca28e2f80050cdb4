using static Vpp.Lifecycle.LifecycleFacts;

namespace Vpp.Lifecycle;

/// <summary>Every guard the rules use, by name.</summary>
internal static class Guards
{
    internal static readonly Guard MeterAccessOutstanding =
        new("meter access outstanding", allOf: LifecycleFacts.MeterAccessOutstanding);

    internal static readonly Guard MeterAccessNotOutstanding =
        new("meter access available or not required", noneOf: LifecycleFacts.MeterAccessOutstanding);

    internal static readonly Guard NothingRecorded =
        new("neither fact recorded yet", noneOf: RewardsSettled | NoticePeriodElapsed);

    internal static readonly Guard RewardsAlreadySettled = new("rewards already settled", allOf: RewardsSettled);

    internal static readonly Guard NoticePeriodAlreadyElapsed = new("notice period already elapsed", allOf: NoticePeriodElapsed);

    internal static Guard ReasonActive(SuspensionReason reason) => new(reason, "active", allOf: reason.ToFact());

    internal static Guard ReasonNotActive(SuspensionReason reason) => new(reason, "not active", noneOf: reason.ToFact());

    internal static Guard LastReason(SuspensionReason reason) =>
        new(reason, "the only active reason", allOf: reason.ToFact(), noneOf: AnyReason & ~reason.ToFact());

    internal static Guard OthersRemain(SuspensionReason reason) =>
        new(reason, "active, others remain", allOf: reason.ToFact(), anyOf: AnyReason & ~reason.ToFact());
}

namespace Vpp.Lifecycle;

/// <summary>What a fact is called outside this library: as an identifier in exported models, and in words.</summary>
internal readonly record struct FactName(LifecycleFacts Fact, string Identifier, string Words)
{
    /// <summary>Every fact, in the order of the bits.</summary>
    internal static readonly IReadOnlyList<FactName> All = Array.AsReadOnly<FactName>(
    [
        new(LifecycleFacts.MeterAccessOutstanding, "meter_access_outstanding", "meter access outstanding"),
        .. SuspensionReasonDescriptors.All.Select(reason => new FactName(
            reason.Reason.ToFact(), $"reason_{reason.Reason.ToWireName().ToLowerInvariant()}", reason.Reason.ToWireName())),
        new(LifecycleFacts.RewardsSettled, "rewards_settled", "rewards settled"),
        new(LifecycleFacts.NoticePeriodElapsed, "notice_period_elapsed", "notice period elapsed"),
    ]);

    /// <summary>The names of some facts, in the order of the bits.</summary>
    internal static IEnumerable<FactName> Of(LifecycleFacts facts) => All.Where(name => (facts & name.Fact) != 0);

    /// <summary>Some facts in words, in the order of the bits; "none" where there are none.</summary>
    internal static string WordsOf(LifecycleFacts facts) => string.Join(", ", Of(facts).Select(name => name.Words).DefaultIfEmpty("none"));
}

namespace Vpp.Lifecycle;

/// <summary>Between a suspension reason and its bit among the facts.</summary>
internal static class LifecycleFactsExtensions
{
    private const int FirstReasonBit = 1;

    internal static LifecycleFacts ToFact(this SuspensionReason reason) => (LifecycleFacts)(1 << (FirstReasonBit + (int)reason));

    internal static LifecycleFacts ToFacts(this SuspensionReasonSet reasons) => (LifecycleFacts)(reasons.Mask << FirstReasonBit);

    internal static SuspensionReasonSet Reasons(this LifecycleFacts facts) =>
        SuspensionReasonSet.FromMaskUnchecked((byte)((byte)(facts & LifecycleFacts.AnyReason) >> FirstReasonBit));
}

using OneOf;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

internal static class TransitionResultOneOf
{
    #region one-of
    /// <summary>The result as OneOf has it.</summary>
    public static OneOf<AcceptedTransition, Rejection> ToOneOf(this TransitionResult result) =>
        result.Match<OneOf<AcceptedTransition, Rejection>>(accepted => accepted, rejection => rejection);
    #endregion
}

using EnrolmentService.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace EnrolmentService.Operator;

/// <summary>Someone who is signed in: acts as the key that the session was opened with.</summary>
internal sealed record OperatorSession(SessionToken Token, Caller Caller, string AccountName)
{
    /// <summary>The session of a request to a page that asks for one.</summary>
    public static OperatorSession Of(HttpContext context) => context.Features.GetRequiredFeature<OperatorSession>();
}

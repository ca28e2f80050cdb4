using EnrolmentService.Http;
using EnrolmentService.Pages;
using EnrolmentService.Pages.Languages;
using EnrolmentService.Pages.Operator;
using Microsoft.AspNetCore.Components;

namespace EnrolmentService.Operator;

/// <summary>Renders the operator's pages. They are in English, with the service's time zone.</summary>
internal sealed class OperatorRenderer(PageRenderer pages, Readers readers)
{
    /// <param name="context">The request.</param>
    /// <param name="parameters">The page's parameters beside Reader and, where someone is signed in, Session.</param>
    /// <param name="status">The answer's status.</param>
    public Task<Answer> RenderAsync<TPage>(HttpContext context, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        if (context.Features.Get<OperatorSession>() is { } session)
            parameters["Session"] = new SessionView(session.AccountName, session.Caller.LiveMode, session.Token.FormToken);
        return pages.RenderAsync<TPage>(readers.English(), parameters, status, forOperator: true);
    }

    public Task<Answer> ErrorAsync(HttpContext context, int status, string title, string words) =>
        RenderAsync<OperatorErrorPage>(context, new() { [nameof(OperatorErrorPage.Title)] = title, [nameof(OperatorErrorPage.Words)] = words }, status);
}

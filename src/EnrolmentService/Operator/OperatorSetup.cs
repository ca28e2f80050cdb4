using EnrolmentService.Http;
using Microsoft.AspNetCore.Authorization;

namespace EnrolmentService.Operator;

/// <summary>The operator's pages: server-rendered, without a script, behind a session that a key opens.</summary>
internal static class OperatorSetup
{
    public static void AddOperatorPages(this IServiceCollection services)
    {
        services.AddSingleton<OperatorSessionStore>();
        services.AddSingleton<OperatorSessionUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorSessionUpkeep>());
        services.AddSingleton<OperatorDirectory>();
        services.AddSingleton<OperatorRenderer>();
        services.AddSingleton<SignInLimits>();
        services.AddTransient<OperatorSessionHandler>();
        services.AddAuthenticationCore(authentication => authentication.AddScheme<OperatorSessionHandler>(OperatorSessionHandler.SchemeName, displayName: null));
    }

    public static void MapOperatorPages(this IEndpointRouteBuilder routes)
    {
        // Pages are for people: the description of the interface does without them.
        RouteGroupBuilder open = routes.MapGroup("").AllowAnonymous();
        open.ExcludeFromDescription();
        SignInEndpoints.Map(open);

        RouteGroupBuilder signedIn = routes.MapGroup("");
        signedIn.ExcludeFromDescription();
        signedIn.RequireAuthorization(new AuthorizationPolicyBuilder(OperatorSessionHandler.SchemeName).RequireAuthenticatedUser().Build());
        signedIn.AddEndpointFilter(RequireFormTokenAsync);
        signedIn.MapPost(OperatorPaths.SignOut, SignInEndpoints.SignOutAsync).WithMetadata(new TakesForm());
        OverviewEndpoint.Map(signedIn);
        ParticipationPageEndpoint.Map(signedIn);
        BulkPageEndpoint.Map(signedIn);
        WebhookPageEndpoint.Map(signedIn);
    }

    /// <summary>Every form carries the token of its session: a page of another site cannot send one.</summary>
    private static async ValueTask<object?> RequireFormTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (http.GetEndpoint()!.Metadata.GetMetadata<TakesForm>() is null || OperatorSession.Of(http).Token.IsOf(OperatorForm.Of(http)[OperatorForm.TokenField]))
            return await next(context);
        return await http.RequestServices.GetRequiredService<OperatorRenderer>().ErrorAsync(
            http, StatusCodes.Status403Forbidden, "This form does not belong to your session", "Nothing was done. Please open the page again and repeat what you did.");
    }
}

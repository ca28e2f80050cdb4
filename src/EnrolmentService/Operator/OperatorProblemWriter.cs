using EnrolmentService.Http;

namespace EnrolmentService.Operator;

/// <summary>Writes errors of the operator's pages as pages.</summary>
internal sealed class OperatorProblemWriter(IServiceProvider services) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => OperatorPaths.Contains(context.HttpContext);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problem problem = ProblemWriter.Of(context);
        // Not by the constructor: pages are made by much that can itself meet a problem.
        Answer page = await services.GetRequiredService<OperatorRenderer>().ErrorAsync(context.HttpContext, problem.StatusCode, problem.Title!, problem.Detail!);
        foreach ((string header, string value) in problem.Headers)
            page = page.With(header, value);
        await page.ExecuteAsync(context.HttpContext);
    }
}

using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Http;

/// <summary>Writes errors under <c>/v1</c>, in the error body of the fifth source document.</summary>
internal sealed class FlipProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => Paths.IsFlip(context.HttpContext);

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problem problem = ProblemWriter.Of(context);
        string code = problem.Name.ToUpperInvariant().Replace('-', '_');
        // Under /v1 the library reads the body and names its members itself: what is left is a header.
        var error = new FlipError(
            problem.StatusCode,
            code,
            problem.Detail!,
            problem.Errors.Select(fault => new FlipErrorDetail(["header", fault.Pointer], fault.Detail, "invalid_value")),
            problem.Errors.Select(fault => new FlipErrorEntry(fault.Detail, fault.Pointer)));
        return new((Answer.Of(error) with { Headers = problem.Headers }).ExecuteAsync(context.HttpContext));
    }
}

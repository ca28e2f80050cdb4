using Microsoft.AspNetCore.Mvc;

namespace EnrolmentService.Http;

/// <summary>
/// An error as a value: RFC 9457 problem details with the headers that belong to them. It is written in the form that its part of the service has:
/// by <see cref="ProblemWriter"/>, or under <c>/v1</c> by <see cref="FlipProblemWriter"/>.
/// </summary>
internal sealed class Problem : ProblemDetails, IResult, IStatusCodeHttpResult
{
    private const string TypePrefix = "urn:vpp-enrolment:";

    public Problem(int status, string name, string title, string detail)
    {
        Name = name;
        Type = TypePrefix + name;
        Title = title;
        Status = status;
        Detail = detail;
    }

    /// <summary>The last part of the type.</summary>
    public string Name { get; }

    public int StatusCode => Status!.Value;

    /// <summary>Members, parameters or headers that do not fit; none for other errors.</summary>
    public IReadOnlyList<InvalidMember> Errors { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>With a further member; one that is null is left out.</summary>
    public Problem With(string member, object? value)
    {
        if (value is not null)
            Extensions[member] = value;
        return this;
    }

    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = this }).AsTask();
}

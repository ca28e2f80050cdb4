using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>One event for all of a programme.</summary>
internal sealed record BulkEventRequest : EventBody, IBindableFromHttpContext<BulkEventRequest>
{
    [SetsRequiredMembers]
    private BulkEventRequest(RequestJson body)
        : base(body)
    {
        ProgrammeId = body.Identifier("programme_id");
        Fault = body.Fault;
    }

    [MaxLength(TextRules.LongestIdentifier)]
    public required string ProgrammeId { get; init; }

    public static ValueTask<BulkEventRequest?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<BulkEventRequest?>(new BulkEventRequest(RequestJson.Of(context)));
}

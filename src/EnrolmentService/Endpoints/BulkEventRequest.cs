using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>One event for all of a programme.</summary>
internal sealed record BulkEventRequest : EventBody, IBindableFromHttpContext<BulkEventRequest>
{
    private BulkEventRequest(RequestJson body)
        : base(body)
    {
        ProgrammeId = body.Identifier("programme_id");
        Fault = body.Fault;
    }

    [JsonRequired]
    [MaxLength(TextRules.LongestIdentifier)]
    public string ProgrammeId { get; }

    public static ValueTask<BulkEventRequest?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<BulkEventRequest?>(new BulkEventRequest(RequestJson.Of(context)));
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;
using Vpp.Lifecycle;

namespace EnrolmentService.Endpoints;

/// <summary>One event for all of a programme.</summary>
internal sealed record BulkEventRequest : IRequest, IBindableFromHttpContext<BulkEventRequest>
{
    [MaxLength(TextRules.LongestIdentifier)]
    public required string ProgrammeId { get; init; }

    public required Trigger Event { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public string? Actor { get; init; }

    [MaxLength(TextRules.LongestText)]
    public string? Note { get; init; }

    [Description("Why, in a code of the host's own.")]
    [MaxLength(Vpp.Lifecycle.ReasonCode.MaxLength)]
    [RegularExpression(TextRules.ReasonCodePattern)]
    public string? ReasonCode { get; init; }

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<BulkEventRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        return ValueTask.FromResult<BulkEventRequest?>(new BulkEventRequest
        {
            ProgrammeId = body.Identifier("programme_id"),
            Event = body.Trigger("event"),
            Actor = body.OptionalIdentifier("actor"),
            Note = body.OptionalText("note"),
            ReasonCode = body.OptionalReasonCode("reason_code"),
            Fault = body.Fault,
        });
    }
}

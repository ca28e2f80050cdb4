using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;
using Vpp.Lifecycle;

namespace EnrolmentService.Endpoints;

/// <summary>Something that happened to a participation.</summary>
internal sealed record EventRequest : IRequest, IBindableFromHttpContext<EventRequest>
{
    public required Trigger Event { get; init; }

    [Description("Now, when left out. Not far ahead of the service's clock.")]
    public DateTimeOffset? OccurredAt { get; init; }

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

    public static ValueTask<EventRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        return ValueTask.FromResult<EventRequest?>(new EventRequest
        {
            Event = body.Trigger("event"),
            OccurredAt = body.OptionalTime("occurred_at"),
            Actor = body.OptionalIdentifier("actor"),
            Note = body.OptionalText("note"),
            ReasonCode = body.OptionalReasonCode("reason_code"),
            Fault = body.Fault,
        });
    }
}

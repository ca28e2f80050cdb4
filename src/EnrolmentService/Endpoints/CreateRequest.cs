using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>A device asks to take part in a programme.</summary>
internal sealed record CreateRequest : IRequest, IBindableFromHttpContext<CreateRequest>
{
    [MaxLength(TextRules.LongestIdentifier)]
    public required string DeviceId { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public required string ProgrammeId { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public required string ProviderId { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public string? ProviderReferenceId { get; init; }

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<CreateRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        return ValueTask.FromResult<CreateRequest?>(new CreateRequest
        {
            DeviceId = body.Identifier("device_id"),
            ProgrammeId = body.Identifier("programme_id"),
            ProviderId = body.Identifier("provider_id"),
            ProviderReferenceId = body.OptionalIdentifier("provider_reference_id"),
            Fault = body.Fault,
        });
    }
}

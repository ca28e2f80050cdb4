using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>New details, while the request is not finalised.</summary>
internal sealed record AmendRequest : IRequest, IBindableFromHttpContext<AmendRequest>
{
    // What the resource has or the lifecycle knows, and no client may set: it follows from the events, or is the directory's.
    private static readonly string[] NotAmendable =
    [
        "object", "id", "device_id", "location_id", "live_mode", "account_id", "provider", "programme", "provider_id", "programme_id", "meter_access", "supersedes",
        "current_state", "participation_state", "enrolment_state", "suspension_reasons", "control_active", "telemetry_active", "time_created", "time_updated",
    ];

    [Description("Null takes it away.")]
    [MaxLength(TextRules.LongestIdentifier)]
    public string? ProviderReferenceId { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public string? Actor { get; init; }

    [MaxLength(TextRules.LongestText)]
    public string? Note { get; init; }

    /// <summary>Whether the provider's reference is named: left out, it stays as it is.</summary>
    [JsonIgnore]
    public bool AmendsReference { get; private init; }

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<AmendRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        string? reference = body.OptionalIdentifier("provider_reference_id");
        string? note = body.OptionalText("note");
        string? actor = body.OptionalIdentifier("actor");
        foreach (string member in NotAmendable.Where(body.Has))
            body.Reject(member, $"{member} cannot be amended. Allowed: provider_reference_id.");
        return ValueTask.FromResult<AmendRequest?>(new AmendRequest
        {
            ProviderReferenceId = reference,
            AmendsReference = body.Has("provider_reference_id"),
            Actor = actor,
            Note = note,
            Fault = body.Fault,
        });
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Events;
using EnrolmentService.Http;

namespace EnrolmentService.Webhooks;

/// <summary>An endpoint is to be changed: what is left out stays.</summary>
internal sealed record EndpointPatch : IRequest, IBindableFromHttpContext<EndpointPatch>
{
    [MaxLength(WebhookUrl.Longest)]
    public string? Url { get; init; }

    [Description("null is all.")]
    public IReadOnlyList<string>? Types { get; init; }

    [MaxLength(TextRules.LongestText)]
    public string? Description { get; init; }

    [Description("true: nothing is sent any more. false: what comes from now on is sent, and what was pending.")]
    public bool? Disabled { get; init; }

    [JsonIgnore]
    public bool ChangesTypes { get; private init; }

    [JsonIgnore]
    public bool ChangesDescription { get; private init; }

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<EndpointPatch?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        return ValueTask.FromResult<EndpointPatch?>(new EndpointPatch
        {
            Url = EndpointRequest.ReadUrl(context, body, isRequired: false),
            Types = body.OptionalWords("types", EventTypes.All),
            ChangesTypes = body.Has("types"),
            Description = body.OptionalText("description"),
            ChangesDescription = body.Has("description"),
            Disabled = body.OptionalFlag("disabled"),
            Fault = body.Fault,
        });
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Events;
using EnrolmentService.Http;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Webhooks;

/// <summary>Events are to be sent somewhere.</summary>
internal sealed record EndpointRequest : IRequest, IBindableFromHttpContext<EndpointRequest>
{
    [MaxLength(WebhookUrl.Longest)]
    [Description("An https address without credentials and fragment, of the public internet.")]
    public required string Url { get; init; }

    [Description("The types of events that it gets; all, when left out or null.")]
    public IReadOnlyList<string>? Types { get; init; }

    [MaxLength(TextRules.LongestText)]
    public string? Description { get; init; }

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<EndpointRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = RequestJson.Of(context);
        return ValueTask.FromResult<EndpointRequest?>(new EndpointRequest
        {
            Url = ReadUrl(context, body, isRequired: true) ?? "",
            Types = body.OptionalWords("types", EventTypes.All),
            Description = body.OptionalText("description"),
            Fault = body.Fault,
        });
    }

    public static string? ReadUrl(HttpContext context, RequestJson body, bool isRequired)
    {
        WebhookOptions options = context.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value;
        return body.Text("url", isRequired, (text, member) => WebhookUrl.FaultOf(text, member, options));
    }
}

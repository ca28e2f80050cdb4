using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Description;

/// <summary>Gives the library's enums their wire names, and closes the objects that are answered.</summary>
internal sealed class SchemaDescriber : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, IReadOnlyList<string>> WireNamesOf = new()
    {
        [typeof(ParticipationState)] = [.. LifecycleSpecification.States.Select(state => state.State.ToWireName())],
        [typeof(SuspensionReason)] = [.. LifecycleSpecification.Reasons.Select(reason => reason.Reason.ToWireName())],
        [typeof(Trigger)] = [.. LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName())],
        [typeof(Outcome)] = [.. Enum.GetValues<Outcome>().Select(outcome => outcome.ToWireName())],
        [typeof(TimelineStatus)] = [.. Enum.GetValues<TimelineStatus>().Select(status => status.ToWireName())],
        [typeof(MeterAccess)] = [.. Enum.GetValues<MeterAccess>().Select(access => access.ToWireName())],
        [typeof(RejectionCode)] = [.. Enum.GetValues<RejectionCode>().Select(code => code.ToWireName())],
        [typeof(FlipEnrollmentStatus)] = [.. Enum.GetValues<FlipEnrollmentStatus>().Select(status => status.ToWireName())],
        [typeof(Imports.ImportCode)] = [.. Enum.GetValues<Imports.ImportCode>().Select(Imports.ImportCodes.ToWireName)],
    };

    // What the interface calls otherwise than the code does.
    private static readonly Dictionary<Type, string> OtherNames = new()
    {
        [typeof(ParticipationState)] = "State",
        [typeof(FlipEnrollmentStatus)] = "EnrollmentStatus",
        [typeof(Endpoints.BulkEventRequest)] = "BulkRequest",
        [typeof(Endpoints.EnrollmentPatchRequest)] = "EnrollmentPatch",
    };

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(ParticipationState)] = "The state a participation is in.",
        [typeof(SuspensionReason)] = "Why a participation is suspended.",
        [typeof(Trigger)] = "Something that happens to a participation.",
        [typeof(Outcome)] = "What a trigger did.",
        [typeof(TimelineStatus)] = "Where an entry of the timeline stands.",
        [typeof(MeterAccess)] = "Whether meter access is needed, and there.",
        [typeof(RejectionCode)] = "Why a trigger was rejected.",
        [typeof(Imports.ImportCode)] = "Why a row was refused.",
        [typeof(FlipEnrollmentStatus)] = "The status that an operator's system sees.",
    };

    /// <summary>The name of a schema: "ParticipationSchema" is "Participation". Null for what stands where it is used.</summary>
    public static string? NameOf(Type type) =>
        OtherNames.TryGetValue(type, out string? other) ? other
        : WireNamesOf.ContainsKey(type) || type.Namespace == typeof(Endpoints.EventEndpoint).Namespace || typeof(Http.IRequest).IsAssignableFrom(type) ? type.Name
        : type.Namespace == typeof(SchemaDescriber).Namespace ? type.Name.Replace("Schema", "", StringComparison.Ordinal)
        : null;

    private static OpenApiSchema EnumOf(Type type) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. WireNamesOf[type].Select(name => (JsonNode)name)],
        Description = Words.GetValueOrDefault(type),
        Metadata = new Dictionary<string, object> { [SchemaReferences.Name] = NameOf(type)! },
    };

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Type type = context.JsonTypeInfo.Type;
        if (Nullable.GetUnderlyingType(type) is { } orNull && WireNamesOf.ContainsKey(orNull))
        {
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            schema.Enum = [.. EnumOf(orNull).Enum!, JsonNullSentinel.JsonNull];
        }
        else if (WireNamesOf.ContainsKey(type))
        {
            OpenApiSchema named = EnumOf(type);
            (schema.Type, schema.Enum, schema.Description) = (named.Type, named.Enum, named.Description);
        }
        else if (context.JsonTypeInfo.ElementType is { } element && WireNamesOf.ContainsKey(element))
        {
            schema.Items = EnumOf(element);
        }
        else if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedTextAttribute), inherit: true) is [AllowedTextAttribute allowed])
        {
            schema.Enum = [.. allowed.Texts.Select(text => (JsonNode)text)];
        }
        else if (type.Namespace == typeof(SchemaDescriber).Namespace)
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        // Which component it becomes: see SchemaReferences.
        if (NameOf(type) is { } name)
            (schema.Metadata ??= new Dictionary<string, object>())[SchemaReferences.Name] = name;
        return Task.CompletedTask;
    }
}

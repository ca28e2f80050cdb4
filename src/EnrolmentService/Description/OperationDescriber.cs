using EnrolmentService.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnrolmentService.Description;

/// <summary>Writes into an operation what its endpoint says of itself: answers, the body it takes, the headers it reads.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses = [];
        foreach (DescribedAnswer answer in metadata.OfType<DescribedAnswer>().OrderBy(answer => answer.Status))
            operation.Responses[answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = await ResponseAsync(answer, context, cancellationToken);
        IEnumerable<DescribedParameter> parameters = metadata.OfType<DescribedParameter>();
        if (metadata.OfType<DescribedAnswer>().Any(answer => answer.Status == StatusCodes.Status412PreconditionFailed))
            parameters = parameters.Append(DescribedParameter.IfMatch);
        if (metadata.OfType<TakesBody>().SingleOrDefault() is { } takes)
        {
            parameters = parameters.Append(DescribedParameter.IdempotencyKey);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = await SchemaAsync(takes.Schema, context, cancellationToken) } },
            };
        }

        if (metadata.OfType<TakesFile>().SingleOrDefault() is { } file)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = file.Description,
                Content = file.MediaTypes.ToDictionary(mediaType => mediaType, _ => new OpenApiMediaType { Schema = Text() }),
            };
        }

        foreach (DescribedParameter parameter in parameters)
            Put(operation, parameter);
        operation.Description = string.Join(' ', Sentences(operation.Summary, metadata));
        if (metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = context.Description.RelativePath?.StartsWith(Paths.StatusPages[1..], StringComparison.Ordinal) == true ? [Of("key"), Of("link")] : [];

        OpenApiSecurityRequirement Of(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
    }

    /// <summary>What an operation does, with what all of its kind have in common.</summary>
    private static IEnumerable<string?> Sentences(string? summary, IList<object> metadata)
    {
        yield return summary;
        if (metadata.OfType<TakesBody>().Any())
            yield return "The same request with the same Idempotency-Key is answered again and changes nothing.";
        if (metadata.OfType<DescribedAnswer>().Any(answer => answer.Status == StatusCodes.Status412PreconditionFailed))
            yield return "With If-Match it is done to the versions named there alone.";
        yield return metadata.OfType<IAllowAnonymous>().Any() ? "It needs no bearer key." : "It is confined to the account and mode of the key.";
    }

    /// <summary>In place of what was read off the endpoint's own parameter.</summary>
    private static void Put(OpenApiOperation operation, DescribedParameter parameter)
    {
        operation.Parameters ??= [];
        foreach (IOpenApiParameter same in operation.Parameters.Where(known => known.Name == parameter.Name).ToArray())
            operation.Parameters.Remove(same);
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.In,
            Description = parameter.Description,
            Required = parameter.IsRequired,
            Schema = parameter.Schema,
        });
    }

    private static async Task<IOpenApiResponse> ResponseAsync(DescribedAnswer answer, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var response = new OpenApiResponse { Description = answer.Words, Content = new Dictionary<string, OpenApiMediaType>(), Headers = new Dictionary<string, IOpenApiHeader>() };
        foreach ((string mediaType, Type? body) in answer.Bodies)
            response.Content[mediaType] = new OpenApiMediaType { Schema = body is null ? Text() : await SchemaAsync(body, context, cancellation) };
        foreach (string header in answer.Headers)
        {
            (string words, bool isRequired) = DescribedHeaders.All[header];
            response.Headers[header] = new OpenApiHeader { Description = words, Required = isRequired, Schema = Text() };
        }

        return response;
    }

    private static async Task<IOpenApiSchema> SchemaAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellation) =>
        await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellation);

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}

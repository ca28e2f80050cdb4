using Microsoft.OpenApi;

namespace EnrolmentService.Description;

/// <summary>Says of an endpoint that it reads a parameter or header, for the OpenAPI document.</summary>
internal sealed record DescribedParameter(string Name, ParameterLocation In, string Description, OpenApiSchema Schema, bool IsRequired = false)
{
    public static DescribedParameter IfMatch { get; } = new("If-Match", ParameterLocation.Header, "The ETag that the change is made from.", Text());

    public static DescribedParameter IdempotencyKey { get; } =
        new(Http.RequestKey.Header, ParameterLocation.Header, "The same key and request give the same answer. A string as structured fields have it, \"k\"; k without quotation marks is the same key.", Text((2 * Http.RequestKey.Longest) + 2));

    public static DescribedParameter Identifier(string name, string words, bool isRequired = false) =>
        new(name, ParameterLocation.Query, words, Text(Http.TextRules.LongestIdentifier), isRequired);

    public static DescribedParameter Words(string name, string words) => new(name, ParameterLocation.Query, words, Text());

    public static DescribedParameter Flag(string name, string words) =>
        new(name, ParameterLocation.Query, words, new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false });

    public static DescribedParameter Number(string name, string words, int least, int? most = null, int? otherwise = null) =>
        new(name, ParameterLocation.Query, words, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = most?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = otherwise,
        });

    private static OpenApiSchema Text(int? longest = null) => new() { Type = JsonSchemaType.String, MaxLength = longest };
}

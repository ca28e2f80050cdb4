using Microsoft.OpenApi;

namespace EnrolmentService.Description;

/// <summary>Makes a component of every schema that has a name, and a reference to it wherever it is used.</summary>
internal sealed class SchemaReferences(OpenApiDocument document)
{
    /// <summary>Where <see cref="SchemaDescriber"/> writes a schema's name.</summary>
    public const string Name = "schema-name";

    private readonly SortedDictionary<string, IOpenApiSchema> _components = new(StringComparer.Ordinal);

    public static void PutInto(OpenApiDocument document)
    {
        var references = new SchemaReferences(document);
        foreach (OpenApiMediaType media in document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(MediaOf))
            media.Schema = references.Of(media.Schema);
        document.Components!.Schemas = new Dictionary<string, IOpenApiSchema>(references._components);
        document.RegisterComponents();
    }

    private static IEnumerable<OpenApiMediaType> MediaOf(OpenApiOperation operation) =>
        (operation.RequestBody?.Content?.Values ?? []).Concat(operation.Responses!.Values.SelectMany(response => response.Content?.Values ?? [])).OfType<OpenApiMediaType>();

    private IOpenApiSchema? Of(IOpenApiSchema? schema)
    {
        if (schema is not OpenApiSchema inline)
            return schema;
        if (inline.Metadata?.TryGetValue(Name, out object? known) != true || known is not string name)
            return Within(inline);
        if (!_components.ContainsKey(name))
        {
            _components[name] = inline;
            Within(inline);
        }

        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Within(OpenApiSchema schema)
    {
        foreach ((string member, IOpenApiSchema value) in schema.Properties?.ToArray() ?? [])
        {
            IOpenApiSchema referred = Of(value)!;
            // Beside a reference stands what is said of the member alone.
            if (referred is OpenApiSchemaReference reference && value.Description is { } words && _components[reference.Reference.Id!].Description != words)
                reference.Description = words;
            schema.Properties![member] = referred;
        }

        schema.Items = Of(schema.Items);
        return schema;
    }
}

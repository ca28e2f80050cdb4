using System.Text;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace EnrolmentService.Description;

/// <summary>The description of the interface: an OpenAPI document made of the endpoints, and pages to browse it.</summary>
internal static class OpenApiSetup
{
    private const string DocumentName = "v1";

    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // SchemaReferences makes the components.
        options.CreateSchemaReferenceId = _ => null;
        // HEAD is GET without the body: describing it would say everything twice.
        options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head;
        options.AddSchemaTransformer<SchemaDescriber>();
        options.AddOperationTransformer<OperationDescriber>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            SchemaReferences.PutInto(document);
            return Task.CompletedTask;
        });
    });

    public static void MapDescription(this IEndpointRouteBuilder routes)
    {
        Task<Answer>? made = null;
        routes.MapRead($"/openapi/{DocumentName}.json", (IServiceProvider services) => made ??= WriteAsync(services)).AllowAnonymous()
            .DescribesPublic("getOpenApi", "This description.", "This description.", "application/json", typeof(object));
        // Nothing of it comes from elsewhere.
        routes.MapScalarApiReference("/scalar", scalar => scalar.WithTitle("Enrolment service").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocument(DocumentName).DisableDefaultFonts())
            .AllowAnonymous();
    }

    private static async Task<Answer> WriteAsync(IServiceProvider services)
    {
        OpenApiDocument document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName).GetOpenApiDocumentAsync();
        return Answer.OfJson(Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)));
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Enrolment service",
            Version = "1.0.0",
            Description = "Participation of devices in virtual-power-plant programmes. docs/service.md explains it with examples, docs/webhooks.md what it tells of changes. Every GET is also there as HEAD.",
            Contact = new OpenApiContact { Name = "The Vpp.Lifecycle maintainers" },
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            ["link"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Query,
                Name = StatusLinks.Parameter,
                Description = "The signature in the Link header of a participation.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
    }
}

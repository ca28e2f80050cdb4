using System.Reflection;
using System.Text;
using Dapper;
using EnrolmentService.Storage;
using Vpp.Lifecycle.Diagrams;

namespace EnrolmentService.Http;

/// <summary>What needs no key: the state diagram, the description of the interface, and health.</summary>
internal static class PublicEndpoints
{
    public const string DiagramResource = "state-diagram.svg";

    private const string OpenApiResource = "openapi.json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Answer svg = new(StatusCodes.Status200OK, "image/svg+xml", Resource(DiagramResource));
        Answer dot = new(StatusCodes.Status200OK, "text/vnd.graphviz; charset=utf-8", Encoding.UTF8.GetBytes(LifecycleDiagram.ToDot()));
        Answer openApi = new(StatusCodes.Status200OK, Answer.Json, Resource(OpenApiResource));
        routes.MapGet("/diagram.svg", IResult () => svg.With("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")).AllowAnonymous();
        routes.MapGet("/diagram.dot", IResult () => dot).AllowAnonymous();
        routes.MapGet("/openapi/v1.json", IResult () => openApi).AllowAnonymous();
        routes.MapGet("/health/live", IResult () => Health("live")).AllowAnonymous();
        routes.MapGet("/health/ready", async Task<IResult> (Database database, CancellationToken cancellation) =>
        {
            await using Lease lease = await database.OpenAsync(cancellation);
            await lease.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT MAX(version) FROM schema_migration", cancellationToken: cancellation));
            return Health("ready");
        }).AllowAnonymous();
    }

    public static byte[] Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static Answer Health(string status) => new(StatusCodes.Status200OK, Answer.Json, Encoding.UTF8.GetBytes($"{{\"status\":\"{status}\"}}"));
}

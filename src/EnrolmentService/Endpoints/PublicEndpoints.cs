using System.Text;
using EnrolmentService.Description;
using EnrolmentService.Http;
using Vpp.Lifecycle.Diagrams;

namespace EnrolmentService.Endpoints;

/// <summary>What needs no key beside the description of the interface and health: the state diagram.</summary>
internal static class PublicEndpoints
{
    public const string DiagramResource = "state-diagram.svg";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Answer svg = new Answer(StatusCodes.Status200OK, "image/svg+xml", Resources.Read(DiagramResource)).With("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        Answer dot = new(StatusCodes.Status200OK, "text/vnd.graphviz; charset=utf-8", Encoding.UTF8.GetBytes(LifecycleDiagram.ToDot()));
        routes.MapRead("/diagram.svg", () => svg).AllowAnonymous().DescribesPublic("getDiagramSvg", "The state diagram.", "The diagram.", "image/svg+xml");
        routes.MapRead("/diagram.dot", () => dot).AllowAnonymous().DescribesPublic("getDiagramDot", "The state diagram in DOT.", "The diagram.", "text/vnd.graphviz");
    }
}

using System.Text.Json;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Http;

/// <summary>Errors under <c>/v1</c>, in the error body of the fifth source document.</summary>
internal static class FlipErrors
{
    public static Answer Of(FlipError error) => new(error.StatusCode, Answer.Json, error.ToUtf8Bytes());

    /// <summary>The same error as problem details have it, in the other form.</summary>
    public static Answer From(Answer problem)
    {
        using JsonDocument document = JsonDocument.Parse(problem.Body);
        JsonElement root = document.RootElement;
        string type = root.GetProperty("type").GetString()!;
        string detail = root.GetProperty("detail").GetString()!;
        string code = type[(type.LastIndexOf(':') + 1)..].ToUpperInvariant().Replace('-', '_');
        return Of(new FlipError(problem.Status, code, detail)) with { Headers = problem.Headers };
    }
}

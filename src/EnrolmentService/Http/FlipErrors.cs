using System.Text.Json;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Http;

/// <summary>Errors under <c>/v1</c>, in the error body of the fifth source document.</summary>
internal static class FlipErrors
{
    private const string InvalidValue = "invalid_value";

    public static Answer Of(FlipError error) => new(error.StatusCode, Answer.Json, error.ToUtf8Bytes());

    /// <summary>The same error as problem details have it, in the other form.</summary>
    public static Answer From(Answer problem)
    {
        using JsonDocument document = JsonDocument.Parse(problem.Body);
        JsonElement root = document.RootElement;
        string type = root.GetProperty("type").GetString()!;
        string detail = root.GetProperty("detail").GetString()!;
        string code = type[(type.LastIndexOf(':') + 1)..].ToUpperInvariant().Replace('-', '_');
        (string Place, string Fault)[] faults = root.TryGetProperty("errors", out JsonElement errors)
            ? [.. errors.EnumerateArray().Select(error => (error.GetProperty("pointer").GetString()!, error.GetProperty("detail").GetString()!))]
            : [];
        // Under /v1 a body is read by the library, which names its places itself: what is left is a header.
        IEnumerable<FlipErrorDetail> details = faults.Select(fault => new FlipErrorDetail(["header", fault.Place], fault.Fault, InvalidValue));
        return Of(new FlipError(problem.Status, code, detail, details, faults.Select(fault => new FlipErrorEntry(fault.Fault, fault.Place)))) with { Headers = problem.Headers };
    }

    /// <summary>A member of the body that the library takes and this service does not, in the library's words for it.</summary>
    public static Answer InvalidBody(string member, string fault) => Of(new FlipError(
        StatusCodes.Status422UnprocessableEntity, "INVALID_BODY", fault, [new FlipErrorDetail(["body", member], fault, InvalidValue)], [new FlipErrorEntry(fault, $"$.{member}")]));
}

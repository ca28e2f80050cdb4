using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EnrolmentService.Http;

/// <summary>Writes errors as <c>application/problem+json</c>, whatever the client accepts.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const string ContentType = "application/problem+json; charset=utf-8";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problem problem = Of(context);
        var body = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(body, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("type", problem.Type);
            writer.WriteString("title", problem.Title);
            writer.WriteNumber("status", problem.StatusCode);
            writer.WriteString("detail", problem.Detail);
            if (problem.Errors.Count > 0)
                WriteErrors(writer, problem.Errors);
            foreach ((string name, object? value) in problem.Extensions)
                WriteMember(writer, name, value);
            writer.WriteEndObject();
        }

        return new(new Answer(problem.StatusCode, ContentType, body.WrittenMemory) { Headers = problem.Headers }.ExecuteAsync(context.HttpContext));
    }

    /// <summary>The problem itself, or that of a bare status, as routing and Kestrel give them.</summary>
    public static Problem Of(ProblemDetailsContext context) =>
        context.ProblemDetails as Problem ?? Problems.OfStatus(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode, context.HttpContext);

    private static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<InvalidMember> errors)
    {
        writer.WriteStartArray("errors");
        foreach (InvalidMember error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer", error.Pointer);
            writer.WriteString("detail", error.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is long number)
        {
            writer.WriteNumber(name, number);
            return;
        }

        if (value is not IEnumerable<string> texts)
        {
            writer.WriteString(name, (string?)value);
            return;
        }

        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}

using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EnrolmentService.Http;

/// <summary>
/// The body of a request, read whole before the request takes its turn: a client that sends slowly keeps no other waiting. Kestrel keeps the limit
/// (413) and the least rate (408).
/// </summary>
internal sealed class RequestBody(byte[] bytes)
{
    public const int Limit = 64 * 1024;

    private static readonly RequestBody None = new([]);

    /// <summary>The bytes, without a byte order mark at the start.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    /// <summary>Reads the body of a request whose endpoint takes one.</summary>
    public static async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        bool isForm = metadata?.GetMetadata<TakesForm>() is not null;
        bool isBody = isForm || metadata?.GetMetadata<TakesBody>() is not null;
        if ((isBody || metadata?.GetMetadata<TakesFile>() is not null) && IsEncoded(context.Request))
        {
            await Problems.UnsupportedEncoding.ExecuteAsync(context);
            return;
        }

        if (isBody)
        {
            if (Rejection(context.Request, isForm) is { } rejection)
            {
                await rejection.ExecuteAsync(context);
                return;
            }

            (RequestBody body, Problem? fault) = await ReadAsync(context);
            if (fault is not null)
            {
                await fault.ExecuteAsync(context);
                return;
            }

            context.Features.Set(body);
        }

        await next(context);
    }

    public static RequestBody Of(HttpContext context) => context.Features.GetRequiredFeature<RequestBody>();

    private static async ValueTask<(RequestBody Body, Problem? Fault)> ReadAsync(HttpContext context)
    {
        if (IsEmpty(context.Request))
            return (None, null);
        PipeReader reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(context.RequestAborted);
                if (read.Buffer.Length > Limit)
                    return (None, Problems.BadRequest(StatusCodes.Status413PayloadTooLarge));
                if (read.IsCompleted)
                {
                    var body = new RequestBody(read.Buffer.ToArray());
                    reader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException bad)
        {
            return (None, Problems.BadRequest(bad.StatusCode));
        }
        catch (IOException)
        {
            // Some malformed chunks come as this, which elsewhere is a fault of the storage.
            return (None, Problems.BadRequest(StatusCodes.Status400BadRequest));
        }
        catch (OperationCanceledException)
        {
            // The time-out of the request: it was spent on waiting for the client.
            return (None, Problems.BadRequest(StatusCodes.Status408RequestTimeout));
        }
    }

    private static bool IsEmpty(HttpRequest request) =>
        request.ContentLength == 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding) && request.Protocol == HttpProtocol.Http11);

    /// <summary>A body is JSON in UTF-8 (RFC 8259, 8.1), or a form of a page, as it is and not compressed, and says so or nothing.</summary>
    private static Problem? Rejection(HttpRequest request, bool isForm) =>
        IsEmpty(request) || ((isForm ? IsForm(request.ContentType) : request.HasJsonContentType()) && IsUtf8(request.ContentType)) ? null : Problems.BadRequest(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Whether a body says that it is anything but as it is. Kestrel takes the chunks of <c>gzip, chunked</c> apart, and leaves the rest to whoever reads.</summary>
    private static bool IsEncoded(HttpRequest request) =>
        IsOtherThan("identity", request.Headers.ContentEncoding) || IsOtherThan("chunked", request.Headers.TransferEncoding);

    private static bool IsOtherThan(string coding, StringValues codings) =>
        codings.Any(line => line!.Split(',').Any(each => !each.Trim().Equals(coding, StringComparison.OrdinalIgnoreCase)));

    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(TakesForm.MediaType, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? contentType) =>
        contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) != true
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

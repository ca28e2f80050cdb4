using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;

namespace EnrolmentService.Http;

/// <summary>Reads a body once and whole, within the limit that Kestrel keeps (413) and not slower than it allows (408).</summary>
internal static class RequestBody
{
    public const int Limit = 64 * 1024;

    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength == 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && request.Protocol == "HTTP/1.1"))
            return [];
        if (!request.HasJsonContentType() || !IsUtf8(request.ContentType))
            throw new RefusedException(Problems.BadRequest(StatusCodes.Status415UnsupportedMediaType, ""));
        while (true)
        {
            ReadResult read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > Limit)
                throw new RefusedException(Problems.BadRequest(StatusCodes.Status413PayloadTooLarge, ""));
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>JSON is UTF-8 (RFC 8259, 8.1), and says so or nothing.</summary>
    private static bool IsUtf8(string? contentType) =>
        contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) != true
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

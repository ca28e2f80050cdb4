using EnrolmentService.Description;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EnrolmentService.Imports;

/// <summary><c>POST /vpp-participations/import</c>: many devices ask to take part, as a file.</summary>
internal static class ImportEndpoint
{
    private static readonly Dictionary<string, ImportFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = ImportFormat.Csv,
        ["application/x-ndjson"] = ImportFormat.Ndjson,
        ["application/jsonl"] = ImportFormat.Ndjson,
    };

    private static readonly TakesFile File = new(
        "CSV (RFC 4180, UTF-8) with a header row, or a JSON object a line: external_id, device_id, programme_id, provider_id, and optionally provider_reference_id.", [.. Formats.Keys]);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Paths.Participations + "/import", PostAsync)
        .DescribesImport<ImportSchema>("importParticipations", "Many devices ask to take part in programmes.", "What it came to.")
        .WithMetadata(File, new DisableRequestSizeLimitAttribute(), DescribedParameter.Flag("dry_run", "Whether rows are judged and nothing is written."))
        .DisableRequestTimeout();

    private static async Task<IResult> PostAsync(HttpRequest request, Caller caller, ParticipationImport import, IOptions<ServiceOptions> options, CancellationToken cancellation)
    {
        if (FormatOf(request.ContentType) is not { } format)
            return Problems.UnsupportedImport(Formats.Keys);
        var query = new QueryReader(request.Query);
        bool dryRun = query.Flag("dry_run");
        if (query.Faults.Count > 0)
            return Problems.Invalid(query.Faults);
        long limit = options.Value.LargestImport;
        if (request.ContentLength > limit)
            return Problems.ImportTooLarge(limit);
        try
        {
            await using Stream file = ImportFile.ThatCanBeReadAgain(new ImportBody(request.Body, limit));
            ImportReport report = await import.RunAsync(file, new ImportRequest(format, caller.Scope, caller.DefaultActor, dryRun), cancellation);
            return ListAnswer.Write(report.WriteTo);
        }
        catch (ImportFileException fault)
        {
            return Problems.InvalidImport(fault);
        }
        catch (ImportTooLargeException)
        {
            return Problems.ImportTooLarge(limit);
        }
    }

    private static ImportFormat? FormatOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && Formats.TryGetValue(type.MediaType.Value ?? "", out ImportFormat format)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? format
            : null;
}

using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Imports;

/// <summary>The command <c>import-participations FILE ACCOUNT live|test [dry-run]</c>: an import from a file, or from standard input, straight into the database.</summary>
internal static class ImportCommand
{
    private const int Done = 0;
    private const int SomeRefused = 1;
    private const int Unusable = 2;
    private const string StandardInput = "-";
    private const string Actor = "import";

    public static async Task<int> RunAsync(IServiceProvider services, string path, string account, bool live, bool dryRun)
    {
        if (FormatOf(path) is not { } format)
            return await FailAsync($"{path} is neither CSV nor NDJSON by its name. Allowed: a name that ends in .csv, .ndjson or .jsonl, or csv:- or ndjson:- for standard input.");
        if (!await IsAccountAsync(services.GetRequiredService<IParticipationDatabase>(), account))
            return await FailAsync($"There is no account {account}.");
        try
        {
            bool isStandardInput = path.EndsWith(":" + StandardInput, StringComparison.Ordinal);
            await using Stream source = isStandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            await using Stream file = ImportFile.ThatCanBeReadAgain(source);
            var progress = new Progress(file, Console.IsErrorRedirected);
            var request = new ImportRequest(format, new ParticipationScope(account, live), Actor, dryRun) { OnRejection = Print, OnProgress = progress.Tell };
            ImportReport report;
            try
            {
                report = await services.GetRequiredService<ParticipationImport>().RunAsync(file, request, CancellationToken.None);
            }
            catch (ImportFileException fault)
            {
                progress.End();
                await Console.Error.WriteLineAsync($"{fault.Message}\nNothing was written; import the mended file.");
                return Unusable;
            }

            progress.End();
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Words(report, dryRun)}, in {progress.Elapsed.TotalSeconds:F1} s."));
            return report.Refused == 0 ? Done : SomeRefused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
        {
            return await FailAsync($"{path} was not imported to its end: {fault.Message} Import it again; rows that are done are not done twice.");
        }
    }

    private static ImportFormat? FormatOf(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path == "csv:" + StandardInput ? ImportFormat.Csv
        : path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path == "ndjson:" + StandardInput ? ImportFormat.Ndjson
        : null;

    private static async Task<bool> IsAccountAsync(IParticipationDatabase database, string id)
    {
        await using ConnectionLease lease = await database.OpenAsync();
        return await lease.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM account WHERE id = @id", new { id }) == 1;
    }

    private static async Task<int> FailAsync(string fault)
    {
        await Console.Error.WriteLineAsync(fault);
        return Unusable;
    }

    /// <summary>A refused row as a line of JSON.</summary>
    private static void Print(ImportRejection rejection)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            rejection.WriteTo(writer);
        Console.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }

    private static string Words(ImportReport report, bool dryRun) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Created} {(dryRun ? "would be created" : "created")}, {report.Repeated} repeated, {report.Refused} refused");

    /// <summary>Says how far it has come: on a terminal twice a second in one line, else a line every ten seconds.</summary>
    private sealed class Progress(Stream file, bool isRedirected)
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _next = TimeSpan.FromSeconds(isRedirected ? 10 : 0.5);
        private bool _isOnTerminal;

        public TimeSpan Elapsed => _watch.Elapsed;

        public void Tell(ImportReport report)
        {
            if (_watch.Elapsed < _next)
                return;
            _next = _watch.Elapsed + TimeSpan.FromSeconds(isRedirected ? 10 : 0.5);
            string line = string.Create(CultureInfo.InvariantCulture, $"{report.Total} rows ({100 * file.Position / Math.Max(1, file.Length)} %), {report.Refused} refused, {report.Total / _watch.Elapsed.TotalSeconds:F0} a second");
            if (isRedirected)
            {
                Console.Error.WriteLine(line);
                return;
            }

            _isOnTerminal = true;
            Console.Error.Write($"\r{line}\u001b[K");
        }

        public void End()
        {
            if (_isOnTerminal)
                Console.Error.Write("\r\u001b[K");
        }
    }
}

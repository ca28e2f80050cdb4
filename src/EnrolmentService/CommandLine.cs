using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using EnrolmentService.Demo;
using EnrolmentService.Directory;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace EnrolmentService;

/// <summary>Serves; or, with <c>import FILE</c>, <c>revoke-key ID</c> or <c>status-link PARTICIPATION</c>, does that and ends.</summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int Unusable = 2;
    private const string Usage = "usage: EnrolmentService [import FILE | revoke-key ID | status-link PARTICIPATION] [--SETTING VALUE …]";

    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? replace = null)
    {
        if (args.Any(argument => argument is "--help" or "-h"))
        {
            Console.WriteLine(Usage);
            return Done;
        }

        try
        {
            return await RunCommandAsync(args, replace);
        }
        // What whoever starts it can mend: a setting, the database, a port that is taken. A fault of the service's own keeps its stack trace.
        catch (Exception fault) when (fault is UnusableException or DbException or SocketException or IOException or InvalidDataException or ValidationException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"The service cannot start: {fault.Message}");
            return Unusable;
        }
    }

    private static async Task<int> RunCommandAsync(string[] args, Action<IServiceCollection>? replace)
    {
        int settings = Array.FindIndex(args, arg => arg.StartsWith("--", StringComparison.Ordinal));
        string[] command = settings < 0 ? args : args[..settings];
        await using WebApplication app = ServiceHost.Build(settings < 0 ? [] : args[settings..], services =>
        {
            replace?.Invoke(services);
            // A command's standard output is what it was asked for, and nothing else.
            if (command.Length > 0)
                services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        });
        switch (command)
        {
            case []:
                await ServiceHost.PrepareAsync(app);
                await ServiceHost.StartAsync(app);
                // Once it serves: where it cannot, no keys are made that nobody gets to read.
                if (await app.Services.GetRequiredService<DemoData>().SeedAsync(app.Environment.IsDevelopment(), CancellationToken.None) is { } demo)
                    Console.WriteLine(string.Join(Environment.NewLine, demo.Lines(app.Urls.First())));
                await app.WaitForShutdownAsync();
                return Done;
            case ["import", string file]:
                await ServiceHost.PrepareAsync(app);
                return await ImportAsync(app, file);
            case ["revoke-key", string id]:
                await ServiceHost.PrepareAsync(app);
                return await RevokeAsync(app, id);
            case ["status-link", string id]:
                await ServiceHost.PrepareAsync(app);
                return await LinkAsync(app, id);
            default:
                await Console.Error.WriteLineAsync(Usage);
                return Unusable;
        }
    }

    /// <summary>Prints a JSON object a line for each key made: the only time that it can be read.</summary>
    private static async Task<int> ImportAsync(WebApplication app, string path)
    {
        try
        {
            await using FileStream stream = File.OpenRead(path);
            foreach ((DirectoryFile.AccountEntry account, DirectoryFile.KeyEntry entry, ApiKey key) in
                await app.Services.GetRequiredService<DirectoryImport>().RunAsync(DirectoryFile.Read(stream), CancellationToken.None))
            {
                Console.WriteLine($$"""{"account_id":{{Quote(account.Id)}},"label":{{Quote(entry.Label)}},"live_mode":{{(key.LiveMode ? "true" : "false")}},"key":{{Quote(key.Reveal())}}}""");
            }

            return Done;
        }
        catch (Exception fault) when (fault is IOException or JsonException or InvalidDataException or DbException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{path} was not imported: {fault.Message}");
            return Unusable;
        }
    }

    private static async Task<int> RevokeAsync(WebApplication app, string id)
    {
        long now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks;
        int revoked = await app.Services.GetRequiredService<Database>().WriteAsync(
            (connection, transaction) => connection.ExecuteAsync("UPDATE api_key SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL", new { now, id }, transaction),
            CancellationToken.None);
        await Console.Error.WriteLineAsync(revoked == 1 ? $"Key {id} is revoked." : $"There is no key {id} that is not revoked already.");
        return revoked == 1 ? Done : Unusable;
    }

    private static async Task<int> LinkAsync(WebApplication app, string id)
    {
        if (await app.Services.GetRequiredService<ParticipationStore>().FindAsync(caller: null, id, CancellationToken.None) is null)
        {
            await Console.Error.WriteLineAsync($"There is no participation {id}.");
            return Unusable;
        }

        Console.WriteLine(app.Services.GetRequiredService<StatusLinks>().Of(id).Path);
        return Done;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}

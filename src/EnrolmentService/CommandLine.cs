using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using EnrolmentService.Cluster;
using EnrolmentService.Demo;
using EnrolmentService.Directory;
using EnrolmentService.Identity;
using EnrolmentService.Imports;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService;

/// <summary>Serves; or, with a command, does that and ends.</summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int Faulty = 1;
    private const int Unusable = 2;

    private const string Usage = """
        usage: EnrolmentService [import FILE | import-participations FILE ACCOUNT live|test [dry-run] | revoke-key ID | status-link PARTICIPATION | revoke-links PARTICIPATION|all | rotate-links | check] [--SETTING VALUE …]
          import FILE                 writes a directory file; prints the keys that it makes
          import-participations FILE ACCOUNT live|test [dry-run]
                                      enrols the devices of a CSV or NDJSON file; a JSON object a line for each row refused, and status 1
          revoke-key ID               the key stops working within ten seconds
          status-link PARTICIPATION   prints a link to a customer's status page
          revoke-links PARTICIPATION  the links given out for it so far stop working within ten seconds
          revoke-links all            the same for every participation
          rotate-links                links are signed with a new secret; those given out so far work until they expire
          check                       compares every participation with its history; a JSON object a line for each fault, and status 1
          shards                      where the shards of participations lie in a cluster of several databases, a JSON object a line
          move-shard SHARD DATABASE   moves one while the cluster runs; once more where it was interrupted
        Without a command it serves; with --cluster NAME as one of several silos on one PostgreSQL database.
        """;

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
        catch (Exception fault) when (fault is UnusableSettingException or UnusableDatabaseException or DbException or SocketException or IOException or InvalidDataException or ValidationException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"The service cannot start: {fault.Message}");
            return Unusable;
        }
    }

    private static async Task<int> RunCommandAsync(string[] args, Action<IServiceCollection>? replace)
    {
        int settings = Array.FindIndex(args, arg => arg.StartsWith("--", StringComparison.Ordinal));
        string[] command = settings < 0 ? args : args[..settings];
        Func<IServiceProvider, Task<int>>? work = WorkOf(command);
        if (work is null && command.Length > 0)
        {
            await Console.Error.WriteLineAsync(Usage);
            return Unusable;
        }

        await using WebApplication app = ServiceHost.Build(settings < 0 ? [] : args[settings..], services =>
        {
            replace?.Invoke(services);
            // A command's standard output is what it was asked for, and nothing else.
            if (work is not null)
                services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }, serves: work is null);
        await ServiceHost.PrepareAsync(app);
        return work is null ? await ServeAsync(app) : await work(app.Services);
    }

    /// <summary>What a command does; null where there is no such command, or none at all.</summary>
    private static Func<IServiceProvider, Task<int>>? WorkOf(string[] command) => command switch
    {
        ["import", string file] => services => ImportAsync(services, file),
        ["revoke-key", string id] => services => RevokeKeyAsync(services, id),
        ["status-link", string id] => services => PrintLinkAsync(services, id),
        ["revoke-links", string id] => services => RevokeLinksAsync(services, id),
        ["rotate-links"] => RotateLinksAsync,
        ["check"] => CheckAsync,
        ["shards"] => ShardCommands.ListAsync,
        ["move-shard", string shard, string database] => services => ShardCommands.MoveAsync(services, shard, database),
        ["import-participations", string file, string account, "live" or "test", .. [] or ["dry-run"]] =>
            services => ImportCommand.RunAsync(services, file, account, live: command[3] == "live", dryRun: command.Length == 5),
        _ => null,
    };

    private static async Task<int> ServeAsync(WebApplication app)
    {
        await ServiceHost.StartAsync(app);
        // Once it serves: where it cannot, no keys are made that nobody gets to read.
        if (await app.Services.GetRequiredService<DemoData>().SeedAsync(app.Environment.IsDevelopment(), CancellationToken.None) is { } demo)
            Console.WriteLine(string.Join(Environment.NewLine, demo.Lines(app.Urls.First())));
        await app.WaitForShutdownAsync();
        return Done;
    }

    /// <summary>Prints a JSON object a line for each key made: the only time that it can be read.</summary>
    private static async Task<int> ImportAsync(IServiceProvider services, string path)
    {
        try
        {
            await using FileStream stream = File.OpenRead(path);
            foreach ((DirectoryFile.AccountEntry account, DirectoryFile.KeyEntry entry, ApiKey key) in
                await services.GetRequiredService<DirectoryImport>().RunAsync(DirectoryFile.Read(stream), CancellationToken.None))
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

    private static async Task<int> RevokeKeyAsync(IServiceProvider services, string id)
    {
        bool revoked = await services.GetRequiredService<ApiKeyStore>().RevokeAsync(id, CancellationToken.None);
        await Console.Error.WriteLineAsync(revoked ? $"Key {id} is revoked." : $"There is no key {id} that is not revoked already.");
        return revoked ? Done : Unusable;
    }

    private static async Task<int> PrintLinkAsync(IServiceProvider services, string id)
    {
        if (!await ExistsAsync(services, id))
            return Unusable;
        Console.WriteLine(services.GetRequiredService<StatusLinks>().PathOf(id));
        return Done;
    }

    private static async Task<int> RevokeLinksAsync(IServiceProvider services, string id)
    {
        var links = services.GetRequiredService<StatusLinkStore>();
        if (id == "all")
            await links.RevokeAllAsync(CancellationToken.None);
        else if (await ExistsAsync(services, id))
            await links.RevokeAsync(id, CancellationToken.None);
        else
            return Unusable;
        await Console.Error.WriteLineAsync($"The links given out so far{(id == "all" ? "" : $" for {id}")} stop working within ten seconds.");
        return Done;
    }

    private static async Task<int> RotateLinksAsync(IServiceProvider services)
    {
        await services.GetRequiredService<StatusLinkStore>().RotateAsync(CancellationToken.None);
        await Console.Error.WriteLineAsync("Links are signed with a new secret in half a minute. Those given out so far work until they expire.");
        return Done;
    }

    private static async Task<int> CheckAsync(IServiceProvider services)
    {
        CheckSummary summary = await services.GetRequiredService<IParticipationUpkeep>().CheckAsync(fault =>
        {
            Console.WriteLine($$"""{"participation_id":{{Quote(fault.ParticipationId)}},"fault":"{{fault.Kind}}","detail":{{Quote(fault.Detail)}}}""");
            return ValueTask.CompletedTask;
        });
        await Console.Error.WriteLineAsync($"{summary.Checked} participations were checked, {summary.Faulty} have a fault.");
        if (summary.OfAnotherSpecification > 0)
            await Console.Error.WriteLineAsync($"{summary.OfAnotherSpecification} were last written under another specification than {SpecificationHash.Current}, which is no fault.");
        return summary.Faulty == 0 ? Done : Faulty;
    }

    private static async Task<bool> ExistsAsync(IServiceProvider services, string id)
    {
        FindResult found = await services.GetRequiredService<IParticipationStore>().FindAsync(id);
        if (found.Value is not ParticipationNotFound)
            return true;
        await Console.Error.WriteLineAsync($"There is no participation {id}.");
        return false;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}

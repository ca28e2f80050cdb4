using System.Text.Json;
using EnrolmentService;
using EnrolmentService.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// The directory that the tests import: accounts "acc_one" and "acc_two", each with a live and a test key, devices enough for every test
/// to have its own, and two programmes of one provider.
/// </summary>
internal static class TestDirectory
{
    public const string Programme = "vpr_6a1f8e375db9de605baadd46";
    public const string OtherProgramme = "vpr_community";
    public const string Provider = "prv_8587fa49c7e5297ccc6c57e5";
    public const int DevicesEach = 2000;

    public static object File { get; } = new
    {
        accounts = new[] { Account("one"), Account("two") },
        providers = new[]
        {
            new { id = Provider, display_name = "Leap & <Sons>", logo_url = "https://leap.example/logo.png" },
            new { id = "prv_other", display_name = "Other", logo_url = "https://other.example/logo.png" },
        },
        programmes = new[]
        {
            new { id = Programme, provider_id = Provider, display_name = "Community <b>Powershare</b>", learn_more_url = "https://leap.example/programmes/community" },
            new { id = OtherProgramme, provider_id = Provider, display_name = "Winter", learn_more_url = "https://leap.example/programmes/winter" },
            new { id = "vpr_bulk", provider_id = "prv_other", display_name = "Bulk", learn_more_url = "https://other.example/bulk" },
        },
        groups = new[] { new { id = "north", account_id = "acc_one", name = "North" }, new { id = "south", account_id = "acc_one", name = "South" } },
        locations = (from account in new[] { "one", "two" }
                     from live in new[] { true, false }
                     select new { id = Location(account, live), account_id = $"acc_{account}", live_mode = live, city = "San Francisco", first_name = "Jo", last_name = "Doe" }).ToArray(),
        devices = (from account in new[] { "one", "two" }
                   from live in new[] { true, false }
                   from number in Enumerable.Range(0, DevicesEach)
                   select new
                   {
                       id = Device(account, live, number),
                       location_id = Location(account, live),
                       display_name = $"Battery <i>{number}</i>",
                       meter_access = number % 3 == 1 ? "REQUIRED" : number % 3 == 2 ? "AVAILABLE" : "NOT_REQUIRED",
                   }).ToArray(),
    };

    private static byte[] Json { get; } = JsonSerializer.SerializeToUtf8Bytes(File);

    /// <summary>Imports it as the command <c>import</c> does, without a process of its own; gives the keys by their labels.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ImportAsync(ServiceSettings settings)
    {
        await using WebApplication command = ServiceHost.Build([.. settings.Arguments, "--Logging:LogLevel:Default=None"], serves: false);
        await ServiceHost.PrepareAsync(command);
        return await ImportAsync(command);
    }

    /// <summary>The same with a host that is there.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ImportAsync(WebApplication host)
    {
        using var directory = new MemoryStream(Json);
        return (await host.Services.GetRequiredService<DirectoryImport>().RunAsync(DirectoryFile.Read(directory), CancellationToken.None)).ToDictionary(key => key.Entry.Label, key => key.Key.Reveal());
    }

    /// <summary>Numbers divisible by 3 need no meter access; of the rest, one more than that needs it, two more has it.</summary>
    public static string Device(string account, bool live, int number) => $"dev_{account}_{(live ? "live" : "test")}_{number}";

    public static string Location(string account, bool live) => $"loc_{account}_{(live ? "live" : "test")}";

    private static object Account(string name) => new
    {
        id = $"acc_{name}",
        name = $"Account {name}",
        keys = new[] { new { label = $"{name}-live", live_mode = true }, new { label = $"{name}-test", live_mode = false } },
    };
}

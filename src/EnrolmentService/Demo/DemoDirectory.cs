using System.Globalization;
using EnrolmentService.Directory;

namespace EnrolmentService.Demo;

/// <summary>The demo's accounts, programmes and devices; beside those that take part, some of each key's that do not yet.</summary>
internal static class DemoDirectory
{
    public const int Participations = 100;
    public const string Account = "acc_demo";
    public const string OtherAccount = "acc_other";

    private const int SpareEach = 9;
    private const string Logo = "https://example.org/logo.png";

    /// <summary>What the participations take part in.</summary>
    public static DirectoryFile.ProgrammeEntry Programme { get; } = new("vpr_community", "prv_1", "Community Powershare", "https://example.org/programmes/community");

    public static DirectoryFile.ProviderEntry Provider { get; } = new("prv_1", "Demo Grid Services", Logo);

    /// <summary>For each key, whose devices are to be tried with it and how their identifiers begin.</summary>
    public static IReadOnlyList<(string Label, string Account, bool LiveMode, string Prefix)> Spare { get; } =
        [("live", Account, true, ""), ("test", Account, false, "test_"), ("other account, live", OtherAccount, true, "other_")];

    public static DirectoryFile File => new()
    {
        Accounts =
        [
            .. new[] { (Id: Account, Name: "Demo energy"), (Id: OtherAccount, Name: "Another account") }.Select(account => new DirectoryFile.AccountEntry(account.Id, account.Name)
            {
                Keys = [.. Spare.Where(spare => spare.Account == account.Id).Select(spare => new DirectoryFile.KeyEntry(spare.Label, spare.LiveMode))],
            }),
        ],
        Providers = [Provider],
        Programmes = [Programme, new("vpr_1", Provider.Id, "Winter Reserve", "https://example.org/programmes/winter")],
        Groups = [new("north", Account, "North"), new("south", Account, "South")],
        Locations =
        [
            .. Numbers.Select(number => Location(LocationId(number), Account, IsLive(number), number)),
            .. Spares.Select(spare => Location(SpareLocationId(spare.Kind.Prefix, spare.Number), spare.Kind.Account, spare.Kind.LiveMode, Participations + spare.Number)),
        ],
        Devices =
        [
            .. Numbers.Select(number => new DirectoryFile.DeviceEntry(
                DeviceId(number), LocationId(number), number % 3 == 0 ? "Home battery" : number % 3 == 1 ? "Car charger" : "Heat pump", number % 4 == 1 ? "REQUIRED" : "NOT_REQUIRED")),
            .. Spares.Select(spare => new DirectoryFile.DeviceEntry(SpareId(spare.Kind.Prefix, spare.Number), SpareLocationId(spare.Kind.Prefix, spare.Number), "Home battery")),
        ],
    };

    private static IEnumerable<int> Numbers => Enumerable.Range(0, Participations);

    private static IEnumerable<((string Label, string Account, bool LiveMode, string Prefix) Kind, int Number)> Spares =>
        from kind in Spare
        from number in Enumerable.Range(1, SpareEach)
        select (kind, number);

    public static string DeviceId(int number) => string.Create(CultureInfo.InvariantCulture, $"dev_demo_{number:000}");

    public static string LocationId(int number) => string.Create(CultureInfo.InvariantCulture, $"loc_demo_{number:000}");

    public static string SpareId(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"dev_{prefix}{number}");

    /// <summary>The last few are in test mode; the live ones before them have every configuration.</summary>
    public static bool IsLive(int number) => number < Participations - 10;

    private static string SpareLocationId(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"loc_{prefix}{number}");

    private static DirectoryFile.LocationEntry Location(string id, string account, bool isLive, int number) => new(id, account, isLive)
    {
        StreetAddress = string.Create(CultureInfo.InvariantCulture, $"{number + 1} Sun Street"),
        City = "Springfield",
        ZipCode = "00000",
    };
}

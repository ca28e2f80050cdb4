using EnrolmentService.Http;
using Vpp.Lifecycle;

namespace EnrolmentService.Directory;

/// <summary>Holds a directory file against the rules that bodies and parameters are held against, and its parts against each other.</summary>
internal sealed class DirectoryRules
{
    private const int MostFaults = 20;

    private readonly List<string> _faults = [];

    /// <exception cref="InvalidDataException">The file does not fit; every fault is named with its place.</exception>
    public static void Check(DirectoryFile file)
    {
        var rules = new DirectoryRules();
        rules.CheckAll(file);
        if (rules._faults.Count > 0)
        {
            throw new InvalidDataException(
                string.Join(" ", rules._faults.Take(MostFaults)) + (rules._faults.Count > MostFaults ? $" And {rules._faults.Count - MostFaults} more." : ""));
        }
    }

    private void CheckAll(DirectoryFile file)
    {
        Each("accounts", file.Accounts, account => account.Id, CheckAccount);
        Each("providers", file.Providers, provider => provider.Id, (provider, at) =>
        {
            Text(provider.DisplayName, $"{at}.display_name");
            Url(provider.LogoUrl, $"{at}.logo_url");
        });
        Each("programmes", file.Programmes, programme => programme.Id, (programme, at) =>
        {
            Identifier(programme.ProviderId, $"{at}.provider_id");
            Text(programme.DisplayName, $"{at}.display_name");
            Url(programme.LearnMoreUrl, $"{at}.learn_more_url");
        });
        Each("groups", file.Groups, group => (group.AccountId, group.Id), (group, at) =>
        {
            Identifier(group.Id, $"{at}.id");
            Identifier(group.AccountId, $"{at}.account_id");
            Text(group.Name, $"{at}.name");
        });
        Each("locations", file.Locations, location => location.Id, CheckLocation);
        HashSet<string> locations = [.. file.Locations.OfType<DirectoryFile.LocationEntry>().Select(location => location.Id)];
        Each("devices", file.Devices, device => device.Id, (device, at) =>
        {
            if (!locations.Contains(device.LocationId))
                _faults.Add($"{at}.location_id names the location {device.LocationId}, which is not in the file.");
            Text(device.DisplayName, $"{at}.display_name");
            if (!WireNames.TryParse(device.MeterAccess, out MeterAccess _))
                _faults.Add($"{at}.meter_access is {device.MeterAccess}. Allowed: {string.Join(", ", Enum.GetValues<MeterAccess>().Select(value => value.ToWireName()))}.");
        });
    }

    private void CheckAccount(DirectoryFile.AccountEntry account, string at)
    {
        Text(account.Name, $"{at}.name");
        for (int index = 0; index < account.Keys.Count; index++)
        {
            if (account.Keys[index] is { } key)
                Text(key.Label, $"{at}.keys[{index}].label");
            else
                _faults.Add($"{at}.keys[{index}] is null.");
        }
    }

    private void CheckLocation(DirectoryFile.LocationEntry location, string at)
    {
        Identifier(location.AccountId, $"{at}.account_id");
        Text(location.StreetAddress, $"{at}.street_address");
        Text(location.City, $"{at}.city");
        Text(location.StateCode, $"{at}.state_code");
        Text(location.ZipCode, $"{at}.zip_code");
        Text(location.FirstName, $"{at}.first_name");
        Text(location.LastName, $"{at}.last_name");
        Text(location.Email, $"{at}.email");
    }

    /// <summary>Checks each entry of a list, and that each is there and is there once.</summary>
    private void Each<TEntry, TKey>(string list, IReadOnlyList<TEntry> entries, Func<TEntry, TKey> keyOf, Action<TEntry, string> check)
        where TEntry : class
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, int>();
        for (int index = 0; index < entries.Count; index++)
        {
            string at = $"{list}[{index}]";
            // A list may hold null whatever its type says: the reader does not look into it.
            if (entries[index] is not { } entry)
            {
                _faults.Add($"{at} is null.");
                continue;
            }

            TKey key = keyOf(entry);
            if (key is string id)
                Identifier(id, $"{at}.id");
            if (!seen.TryAdd(key, index))
                _faults.Add($"{at} has the id of {list}[{seen[key]}].");
            check(entry, at);
        }
    }

    private void Identifier(string text, string member) => Add(TextRules.FaultOfIdentifier(text, member));

    private void Text(string? text, string member) => Add(text is null ? null : TextRules.FaultOfText(text, member));

    private void Url(string? text, string member) => Add(text is null ? null : TextRules.FaultOfUrl(text, member));

    private void Add(string? fault)
    {
        if (fault is not null)
            _faults.Add(fault);
    }
}

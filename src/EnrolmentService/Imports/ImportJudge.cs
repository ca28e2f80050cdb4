using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Imports;

/// <summary>
/// Judges rows as a create would, without writing: a dry run is this and nothing else. A row's participation has an identifier made of the account, the mode and the external_id, so that a repeat finds
/// what it made, at any time. For one import.
/// </summary>
internal sealed class ImportJudge(ImportDirectory directory, UnreadableRows unreadable, ParticipationRules rules, ParticipationScope scope, DateTimeOffset now)
{
    // What rows before are about to make, or in a dry run would have made.
    private readonly Dictionary<string, ImportRow> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Programme), ImportRow> _taken = [];

    /// <summary>Forgets what is about to be made: from now on it is in the database, or it is not.</summary>
    public void Forget()
    {
        _made.Clear();
        _taken.Clear();
    }

    public async Task<IReadOnlyList<ImportVerdict>> JudgeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        ImportRow[] readable = [.. rows.Where(row => row.Rejection is null)];
        if (readable.Length == 0)
            return [.. rows.Select(row => new ImportVerdict(row) { Rejection = row.Rejection })];
        string[] deviceIds = [.. readable.Select(row => row.DeviceId).Distinct(StringComparer.Ordinal)];

        // Requests last: a row that another import of the same file has made meanwhile is then a repeat, and not a device that takes part already.
        ILookup<(string Device, string Programme), ImportDirectory.Taken> taken = await directory.TakenAsync(deviceIds, cancellation);
        RowsRead<Device> devices = await directory.DevicesAsync(scope, deviceIds, cancellation);
        RowsRead<Programme> programmes = await directory.ProgrammesAsync(readable.Select(row => row.ProgrammeId), cancellation);
        RowsRead<ParticipationDetails> requests = await directory.RequestsAsync(readable.Select(IdOf).Distinct(StringComparer.Ordinal), cancellation);
        var known = new Known(
            taken,
            devices.Telling(unreadable).ToDictionary(device => device.Id, StringComparer.Ordinal),
            programmes.Telling(unreadable).ToDictionary(programme => programme.Info.Id, StringComparer.Ordinal),
            requests.Telling(unreadable).ToDictionary(details => details.Id, StringComparer.Ordinal),
            new[] { devices.Unreadable, programmes.Unreadable, requests.Unreadable }.SelectMany(faults => faults).ToDictionary(fault => (fault.Kind, fault.Id)));
        return [.. rows.Select(row => row.Rejection is null ? Judge(row, known) : new ImportVerdict(row) { Rejection = row.Rejection })];
    }

    private ImportVerdict Judge(ImportRow row, Known known)
    {
        string id = IdOf(row);
        if (known.Unreadable.ContainsKey((ImportDirectory.RequestKind, id)))
            return ImportVerdict.Reject(row, ImportCode.Unreadable, "external_id", $"What the external_id {row.ExternalId} has made before cannot be read: the participation {id}.");
        if (known.Requests.TryGetValue(id, out ParticipationDetails? earlier))
            return AsksFor(row, earlier) ? new ImportVerdict(row) : Reused(row, "a row before");
        if (_made.TryGetValue(row.ExternalId, out ImportRow? other))
        {
            return (row.AsksTheSameAs(other) ? new ImportVerdict(row) : Reused(row, string.Create(CultureInfo.InvariantCulture, $"line {other.Line}"))) with { RestsOnAnother = true };
        }

        if (known.Unreadable.GetValueOrDefault((DirectoryStore.DeviceKind, row.DeviceId)) is { } unusableDevice)
            return ImportVerdict.Reject(row, ImportCode.Unreadable, "device_id", CreateEndpoint.Unusable(unusableDevice));
        if (known.Unreadable.GetValueOrDefault((DirectoryStore.ProgrammeKind, row.ProgrammeId)) is { } unusableProgramme)
            return ImportVerdict.Reject(row, ImportCode.Unreadable, "programme_id", CreateEndpoint.Unusable(unusableProgramme));
        if (!known.Devices.TryGetValue(row.DeviceId, out Device? device))
            return ImportVerdict.Reject(row, ImportCode.UnknownDevice, "device_id", $"There is no device {row.DeviceId}.");
        if (!known.Programmes.TryGetValue(row.ProgrammeId, out Programme? programme))
            return ImportVerdict.Reject(row, ImportCode.UnknownProgramme, "programme_id", $"There is no programme {row.ProgrammeId}.");
        if (programme.Provider.Id != row.ProviderId)
            return ImportVerdict.Reject(row, ImportCode.UnknownProvider, "provider_id", $"The programme {row.ProgrammeId} is not one of the provider {row.ProviderId}.");
        if (_taken.TryGetValue((row.DeviceId, row.ProgrammeId), out other))
            return Taken(row, string.Create(CultureInfo.InvariantCulture, $", by line {other.Line}")) with { RestsOnAnother = true };
        IEnumerable<ImportDirectory.Taken> taken = known.Taken[(row.DeviceId, row.ProgrammeId)];
        if (taken.FirstOrDefault(each => each.IsOpen != 0) is { } open)
            return Taken(row, open.IsWithin(scope) ? $", by {open.Id}" : "");

        _made.Add(row.ExternalId, row);
        _taken.Add((row.DeviceId, row.ProgrammeId), row);
        string? ended = taken.FirstOrDefault(each => each.IsWithin(scope))?.Id;
        return new ImportVerdict(row)
        {
            Device = device,
            Requested = Participation.Request(CreateEndpoint.Details(id, device, programme, row.ProviderReferenceId, ended), device.MeterAccess, now, rules.DwellTimes),
        };
    }

    private static bool AsksFor(ImportRow row, ParticipationDetails earlier) =>
        earlier.DeviceId == row.DeviceId && earlier.Programme?.Id == row.ProgrammeId && earlier.Provider?.Id == row.ProviderId && earlier.ProviderReferenceId == row.ProviderReferenceId;

    private static ImportVerdict Reused(ImportRow row, string where) =>
        ImportVerdict.Reject(row, ImportCode.ExternalIdReused, "external_id", $"The external_id {row.ExternalId} came with other members in {where}.");

    /// <summary>The device can take part in the programme once at a time.</summary>
    public static ImportVerdict Taken(ImportRow row, string by) => ImportVerdict.Reject(
        row, ImportCode.AlreadyParticipating, "device_id", $"Device {row.DeviceId} takes part in programme {row.ProgrammeId} already{by}.");

    private string IdOf(ImportRow row)
    {
        // No part has a control character.
        byte[] name = Encoding.UTF8.GetBytes($"import\n{scope.AccountId}\n{(scope.LiveMode ? "live" : "test")}\n{row.ExternalId}");
        return ParticipationId.From(SHA256.HashData(name).AsSpan(0, ParticipationId.ByteCount));
    }

    private sealed record Known(
        ILookup<(string Device, string Programme), ImportDirectory.Taken> Taken,
        Dictionary<string, Device> Devices,
        Dictionary<string, Programme> Programmes,
        Dictionary<string, ParticipationDetails> Requests,
        Dictionary<(string Kind, string Id), UnreadableDataException> Unreadable);
}

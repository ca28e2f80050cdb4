using Dapper;
using EnrolmentService.Directory;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary>The names that the operator's lists show.</summary>
internal sealed class OperatorDirectory(IParticipationDatabase database, UnreadableRows unreadable)
{
    private const int MostProgrammes = 500;

    /// <summary>The programmes by name.</summary>
    public async Task<IReadOnlyList<ProgrammeChoice>> ProgrammesAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return [.. (await NameRow.ReadAsync(
            lease.Connection, DirectoryStore.ProgrammeKind, unreadable,
            new CommandDefinition("SELECT id AS Id, display_name AS Name FROM programme ORDER BY display_name, id LIMIT @MostProgrammes", new { MostProgrammes }, cancellationToken: cancellation)))
            .Select(programme => new ProgrammeChoice(programme.Key, programme.Value))];
    }

    /// <summary>What the caller's account calls some devices; those that it has no more, or that cannot be read, are missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DeviceNamesAsync(Caller caller, IEnumerable<string> devices, CancellationToken cancellation)
    {
        string[] ids = [.. devices.Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return new Dictionary<string, string>();
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await NameRow.ReadAsync(
            lease.Connection, DirectoryStore.DeviceKind, unreadable,
            new CommandDefinition(
                "SELECT id AS Id, display_name AS Name FROM device WHERE account_id = @AccountId AND live_mode = @mode AND " + SqlStatements.OneOf(database, "id", "ids"),
                new { ids, caller.AccountId, mode = caller.LiveMode ? 1 : 0 }, cancellationToken: cancellation));
    }
}

using Dapper;
using EnrolmentService.Directory;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary>The names that the operator's lists show.</summary>
internal sealed class OperatorDirectory(IParticipationDatabase database)
{
    private const int MostProgrammes = 500;

    /// <summary>The programmes by name.</summary>
    public async Task<IReadOnlyList<ProgrammeChoice>> ProgrammesAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        IEnumerable<NameRow> rows = await lease.Connection.QueryAsync<NameRow>(new CommandDefinition(
            "SELECT id AS Id, display_name AS Name FROM programme ORDER BY display_name, id LIMIT @MostProgrammes", new { MostProgrammes }, cancellationToken: cancellation));
        return [.. rows.Select(row => new ProgrammeChoice(row.Id, row.Name))];
    }

    /// <summary>What the caller's account calls some devices; those that it has no more are missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DeviceNamesAsync(Caller caller, IEnumerable<string> devices, CancellationToken cancellation)
    {
        string[] ids = [.. devices.Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return new Dictionary<string, string>();
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        IEnumerable<NameRow> rows = await lease.Connection.QueryAsync<NameRow>(new CommandDefinition(
            "SELECT id AS Id, display_name AS Name FROM device WHERE account_id = @AccountId AND live_mode = @mode AND " + SqlStatements.OneOf(database, "id", "ids"),
            new { ids, caller.AccountId, mode = caller.LiveMode ? 1 : 0 }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }

    private sealed class NameRow
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";
    }
}

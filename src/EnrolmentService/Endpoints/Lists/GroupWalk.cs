using Dapper;
using EnrolmentService.Directory;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>
/// The enrollments of a group's sites, in the order of the sites. A request walks over a bounded number of devices: where few of a large group are looked for, a page may be short, or empty, and
/// still have a next one.
/// </summary>
internal sealed class GroupWalk(IParticipationDatabase database, IParticipationDatabases databases, IParticipationStore store, SiteStore sites, UnreadableRows unreadable)
{
    private const int DevicesAtOnce = 250;
    private const int MostDevices = 2_500;

    // As the databases compare: by the bytes of UTF-8.
    private static readonly Comparer<string> ByBytes = Comparer<string>.Create(
        static (left, right) => System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right)));

    /// <summary>A page; null where the cursor is none.</summary>
    public async Task<GroupPage?> PageAsync(ParticipationSearch search, string group, CancellationToken cancellation)
    {
        GroupCursor? place = search.StartingAfter is null ? GroupCursor.Start : GroupCursor.Parse(search.StartingAfter);
        if (place is null || !await IsWithinAsync(place, search, cancellation))
            return null;
        var items = new List<EnrollmentView>();
        int leftOut = 0;
        for (int walked = 0; walked < MostDevices; walked += DevicesAtOnce)
        {
            List<Place> devices = await DevicesAsync(place, search.Within, group, cancellation);
            foreach (Place found in await ParticipationsAsync(devices, place, search, cancellation))
            {
                FindResult result = await store.FindAsync(found.Participation, search.Within, cancellation);
                leftOut += result.IsT2 ? 1 : 0;
                EnrollmentView? view;
                try
                {
                    view = result.TryPickStored(out StoredParticipation? stored) ? await ViewAsync(stored, group, cancellation) : null;
                }
                catch (UnreadableDataException fault)
                {
                    unreadable.Tell(fault);
                    leftOut++;
                    continue;
                }

                if (view is null)
                    continue;
                if (items.Count == search.Limit)
                    return new GroupPage(items, place.ToString(), leftOut);
                items.Add(view);
                place = new GroupCursor(found.Location, found.Device, found.Participation);
            }

            if (devices.Count < DevicesAtOnce)
                return new GroupPage(items, null, leftOut);
            place = new GroupCursor(devices[^1].Location, devices[^1].Device, null);
        }

        return new GroupPage(items, place.ToString(), leftOut);
    }

    /// <summary>What the enrollment shows decides: a device may have come to another site after it had ended here. Null where its site is none of the group's.</summary>
    private async Task<EnrollmentView?> ViewAsync(StoredParticipation stored, string group, CancellationToken cancellation)
    {
        EnrollmentSite site = await sites.FindAsync(stored.Participation.Details, cancellation);
        return site.GroupIds.Contains(group) ? EnrollmentView.Of(stored, site) : null;
    }

    /// <summary>Whether a cursor's place is one of the caller's own: its site, and its participation.</summary>
    private async Task<bool> IsWithinAsync(GroupCursor place, ParticipationSearch search, CancellationToken cancellation)
    {
        if (ReferenceEquals(place, GroupCursor.Start))
            return true;
        var values = new { place.Location, place.Device, place.Participation, search.Within.AccountId, mode = search.Within.LiveMode ? 1 : 0, search.ProgrammeId };
        await using (ConnectionLease lease = await database.OpenAsync(cancellation))
        {
            if (await lease.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT COUNT(*) FROM location WHERE id = @Location AND account_id = @AccountId AND live_mode = @mode", values, cancellationToken: cancellation)) == 0)
            {
                return false;
            }
        }

        return place.Participation is null || (await databases.ReadAsync(
            connection => connection.QueryAsync<string>(new CommandDefinition(
                "SELECT id FROM participation WHERE id = @Participation AND device_id = @Device AND account_id = @AccountId AND live_mode = @mode AND programme_id = @ProgrammeId", values, cancellationToken: cancellation)),
            static id => id, cancellation)).Count > 0;
    }

    private async Task<List<Place>> DevicesAsync(GroupCursor place, ParticipationScope within, string group, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        // Of the device at the place the participations behind the cursor's are still to come.
        string from = place.Participation is null ? ">" : ">=";
        return (await lease.Connection.QueryAsync<Place>(new CommandDefinition(
            "SELECT g.location_id AS Location, d.id AS Device FROM location_group g JOIN device d ON d.location_id = g.location_id " +
            "WHERE g.account_id = @AccountId AND g.live_mode = @mode AND g.group_id = @group AND d.account_id = @AccountId AND d.live_mode = @mode " +
            $"AND g.location_id >= @Location AND (g.location_id, d.id) {from} (@Location, @Device) " +
            "ORDER BY g.location_id, d.id LIMIT @limit",
            new { group, within.AccountId, mode = within.LiveMode ? 1 : 0, place.Location, place.Device, limit = DevicesAtOnce }, cancellationToken: cancellation))).AsList();
    }

    private async Task<IEnumerable<Place>> ParticipationsAsync(List<Place> devices, GroupCursor place, ParticipationSearch search, CancellationToken cancellation)
    {
        if (devices.Count == 0)
            return [];
        var values = new { devices = devices.Select(device => device.Device).ToArray() };
        HashSet<long> codes = [.. search.Configurations.Select(configuration => (long)configuration.Code)];
        IReadOnlyList<FoundRow> rows = await databases.ReadAsync(
            connection => connection.QueryAsync<FoundRow>(new CommandDefinition(ParticipationsSql(database), values, cancellationToken: cancellation)),
            static each => each.Participation, cancellation);
        ILookup<string, FoundRow> ofDevice = rows
            .Where(row => row.Programme == search.ProgrammeId && row.Account == search.Within.AccountId && row.LiveMode == search.Within.LiveMode && codes.Contains(row.Code))
            .ToLookup(row => row.Device, StringComparer.Ordinal);
        return devices.SelectMany(device => ofDevice[device.Device].OrderBy(each => each.Participation, ByBytes), (device, each) => new Place { Location = device.Location, Device = device.Device, Participation = each.Participation })
            .SkipWhile(each => place.Participation is not null && each.Device == place.Device && ByBytes.Compare(each.Participation, place.Participation) <= 0);
    }

    /// <summary>
    /// What some devices take part in and took part in. Nothing else is asked for: SQLite, without statistics, would look a programme through for it, however long that is.
    /// </summary>
    internal static string ParticipationsSql(IParticipationDatabase database) =>
        "SELECT device_id AS Device, id AS Participation, programme_id AS Programme, account_id AS Account, live_mode AS LiveMode, configuration AS Code FROM participation " +
        $"WHERE {SqlStatements.OneOf(database, "device_id", "devices")}";

    /// <summary>A page of a group's enrollments; the cursor of the next is null where there is none.</summary>
    internal sealed record GroupPage(IReadOnlyList<EnrollmentView> Items, string? NextCursor, int LeftOut);

    private sealed class Place
    {
        public string Location { get; init; } = "";

        public string Device { get; init; } = "";

        public string Participation { get; init; } = "";
    }

    private sealed class FoundRow
    {
        public string Device { get; init; } = "";

        public string Participation { get; init; } = "";

        public string? Programme { get; init; }

        public string? Account { get; init; }

        public bool LiveMode { get; init; }

        public long Code { get; init; }
    }
}

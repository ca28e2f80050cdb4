using System.Net;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Lists;

[Collection(Services.CollectionForBrowsers)]
public sealed class OperatorListTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_account_lists_and_counts_by_programme_state_reason_and_change(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        using ServiceClient other = service.Client("two-live");
        string requested = await service.EnrolAsync(client);
        string active = await service.EnrolToAsync(client, ParticipationState.Active);
        string suspended = await service.EnrolToAsync(client, ParticipationState.Suspended);
        string elsewhere = await service.EnrolAsync(client, programme: TestDirectory.OtherProgramme);
        await service.EnrolAsync(other, "two");

        string programme = $"programme_id={TestDirectory.Programme}";
        Assert.Equal([suspended, active, requested], Ids(await client.GetAsync($"vpp-participations?{programme}")));
        Assert.Equal([suspended, active], Ids(await client.GetAsync($"vpp-participations?{programme}&state=ACTIVE,SUSPENDED")));
        Assert.Equal([suspended], Ids(await client.GetAsync("vpp-participations?suspension_reason=AWAITING_TELEMETRY")));
        Assert.Equal([elsewhere, requested], Ids(await client.GetAsync("vpp-participations?state=ENROLMENT_REQUESTED")));
        Reply first = await client.GetAsync($"vpp-participations?{programme}&limit=2");
        Assert.Equal((true, null), ((bool)first.Json["has_more"]!, first["next"]));
        Assert.Equal([requested], Ids(await client.GetAsync($"vpp-participations?{programme}&limit=2&starting_after={active}")));
        Assert.Equal([suspended], Ids(await client.GetAsync($"vpp-participations?{programme}&limit=2&ending_before={active}")));
        Assert.Equal(
            (await client.GetAsync($"vpp-participations/{active}")).Text, (await client.GetAsync($"vpp-participations?{programme}&state=ACTIVE")).Json["data"]![0]!.ToJsonString(Relaxed));

        Reply counts = await client.GetAsync($"vpp-participations/counts?{programme}");
        Assert.Equal((3, 0, 16, 5), ((int)counts.Json["total"]!, (int)counts.Json["set_aside"]!, counts.Json["states"]!.AsArray().Count, counts.Json["suspension_reasons"]!.AsArray().Count));
        Assert.Equal(["ENROLMENT_REQUESTED 1", "ACTIVE 1", "SUSPENDED 1"], counts.Json["states"]!.AsArray().Where(each => (int)each!["count"]! > 0).Select(each => $"{each!["state"]} {each["count"]}"));
        Assert.Equal(4, (int)(await client.GetAsync("vpp-participations/counts")).Json["total"]!);

        // Who polls for changes goes on from next.
        Reply changes = await client.GetAsync("vpp-participations?changed_since=2026-01-01T00:00:00Z");
        Assert.Equal(4, Ids(changes).Count);
        await client.FireAsync(requested, "CONSENT_REQUESTED");
        Assert.Equal([requested], Ids(await client.GetAsync($"vpp-participations?changed_since=2026-01-01T00:00:00%2B00:00&starting_after={changes["next"]}")));
        Reply theirs = await other.GetAsync($"vpp-participations?changed_since=2026-01-01T00:00:00Z&starting_after={changes["next"]}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "starting_after: There is no such participation in the list."), (theirs.Status, Errors(theirs)));
    }

    [Theory]
    [InlineData("programme_id=vpr_none", "programme_id: There is no programme vpr_none.")]
    [InlineData("state=ASLEEP", "state: \"ASLEEP\" is no state. Allowed: ENROLMENT_REQUESTED, AWAITING_CONSENT, ")]
    [InlineData("state=ACTIVE,", "state: \"\" is no state.")]
    [InlineData("suspension_reason=NO", "suspension_reason: \"NO\" is no suspension_reason. Allowed: AWAITING_TELEMETRY, ")]
    [InlineData("changed_since=yesterday", "changed_since: \"yesterday\" is not a time.")]
    [InlineData("state=ACTIVE&limit=101", "limit: limit must be a whole number from 1 to 100.")]
    [InlineData("state=ACTIVE&device_id=dev_1", "device_id: device_id is given together with another filter.")]
    [InlineData("state=ACTIVE&starting_after=a&ending_before=b", "ending_before: ending_before is given together with starting_after.")]
    [InlineData("state=ACTIVE&starting_after=vpp_none", "starting_after: There is no such participation in the list.")]
    [InlineData("changed_since=2026-01-01T00:00:00Z&ending_before=vpp_none", "ending_before: It is no cursor of a list in the order of changes.")]
    [InlineData("programme_id=a&programme_id=b", "programme_id: programme_id is given twice.")]
    [InlineData("programme_id=", "programme_id: programme_id is empty.")]
    [InlineData("programme_id=%00", "programme_id: programme_id has more than 128 characters, or one that is a control character.")]
    public async Task What_cannot_be_listed_is_named_with_what_is_allowed(string query, string expected)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Reply reply = await client.GetAsync($"vpp-participations?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.StartsWith(expected, Errors(reply), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_operator_s_system_lists_enrollments_by_status_and_group_page_by_page(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        using ServiceClient other = service.Client("two-live");
        var ids = new List<string>();
        foreach (ParticipationState state in (ParticipationState[])[ParticipationState.AwaitingConsent, ParticipationState.Active, ParticipationState.AwaitingMeterAccess, ParticipationState.Active])
            ids.Add(await service.EnrolToAsync(client, state));
        await service.EnrolAsync(client, programme: TestDirectory.OtherProgramme);
        await service.EnrolAsync(other, "two");

        string list = $"v1/enrollments?program_id={TestDirectory.Programme}";
        Reply all = await client.GetAsync(list);
        Assert.Equal([ids[3], ids[2], ids[1], ids[0]], Enrollments(all));
        Assert.True(all.Json.ContainsKey("next_cursor"));
        Assert.Null(all["next_cursor"]);
        Assert.Equal((await client.GetAsync($"v1/enrollments/{ids[1]}")).Text, all.Json["enrollments"]![2]!.ToJsonString(Relaxed));
        Assert.Equal(ids[0], FlipEnrollment.Parse(all.Json["enrollments"]![3]!.ToJsonString()).Id);
        Assert.Equal([ids[2], ids[0]], Enrollments(await client.GetAsync($"{list}&status=NEEDS_ACTION")));
        Assert.Equal([ids[3], ids[1]], Enrollments(await client.GetAsync($"{list}&status=ACTIVE,REJECTED")));
        Assert.Equal([ids[3], ids[2], ids[1], ids[0]], await PagesAsync(client, $"{list}&limit=1"));

        // One site has all devices of the account: it joins a group, and so do they all; in the order of devices then.
        Assert.Empty(Enrollments(await client.GetAsync($"{list}&group_id=north")));
        await client.PatchAsync($"v1/enrollments/{ids[0]}", new { group_ids = new[] { "north" } });
        IReadOnlyList<string> grouped = await PagesAsync(client, $"{list}&group_id=north&limit=1");
        Assert.Equal(ids.Order(StringComparer.Ordinal), grouped.Order(StringComparer.Ordinal));
        Assert.Equal(grouped, Enrollments(await client.GetAsync($"{list}&group_id=north")));
        Assert.Equal([ids[1], ids[3]], (await PagesAsync(client, $"{list}&group_id=north&status=ACTIVE&limit=1")).OrderBy(ids.IndexOf));
        Assert.Empty(Enrollments(await client.GetAsync($"{list}&group_id=south")));

        string cursor = (await client.GetAsync($"{list}&group_id=north&limit=1"))["next_cursor"]!;
        foreach ((string query, string path) in ((string, string)[])
            [("status=ACTIVE", "program_id"), ("program_id=vpr_none", "program_id"), (list[15..] + "&status=ASLEEP", "status"), (list[15..] + "&group_id=west", "group_id"),
             (list[15..] + "&cursor=vpp_none", "cursor"), (list[15..] + "&group_id=north&cursor=x", "cursor"), (list[15..] + "&limit=0", "limit"), (list[15..] + $"&group_id=north&cursor={cursor}A", "cursor")])
        {
            Reply refused = await client.GetAsync($"v1/enrollments?{query}");
            Assert.True(refused.Status == HttpStatusCode.UnprocessableEntity, $"{query}: {refused}");
            Assert.Equal(("INVALID_REQUEST", path), (refused["code"], (string?)refused.Json["errors"]![0]!["path"]));
        }

        Assert.Equal("INVALID_REQUEST", (await other.GetAsync($"{list}&cursor={ids[0]}"))["code"]);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<IReadOnlyList<string>> PagesAsync(ServiceClient client, string list)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            Reply page = await client.GetAsync(cursor is null ? list : $"{list}&cursor={cursor}");
            ids.AddRange(Enrollments(page));
            cursor = page["next_cursor"];
            if (cursor is null)
                return ids;
        }
    }

    private static IReadOnlyList<string> Enrollments(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return [.. reply.Json["enrollments"]!.AsArray().Select(item => (string)item!["id"]!)];
    }

    private static IReadOnlyList<string> Ids(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return [.. reply.Json["data"]!.AsArray().Select(item => (string)item!["id"]!)];
    }

    private static string Errors(Reply reply) => string.Join("; ", reply.Json["errors"]!.AsArray().Select(error => $"{error!["pointer"]}: {error["detail"]}"));
}

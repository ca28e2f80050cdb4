using System.Net;
using System.Text;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Operator;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>One row that cannot be read is told, left out and counted; everything else goes on.</summary>
[Collection(Services.CollectionApart)]
public sealed class DamagedRowTests(Services services)
{
    private const string LeftOut = "Vpp-Left-Out";

    private static readonly string List = $"v1/enrollments?program_id={TestDirectory.Programme}";

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Damaged_data_beside_a_participation_stops_neither_lists_nor_events(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string damaged = await seeded.EnrolAsync(0);
        string sound = await seeded.EnrolAsync(3);
        await seeded.Client.PatchAsync($"v1/enrollments/{sound}", new { group_ids = new[] { "north" } });
        foreach (string hostData in new[] { "garbage", "9999999999999999999|x|1|abc", "1|-1|1|abc" })
        {
            await WriteAsync(seeded, "UPDATE participation SET host_data = $2 WHERE id = $1", damaged, hostData);
            foreach (string path in new[] { List, List + "&group_id=north" })
            {
                Reply list = await seeded.Client.GetAsync(path);
                Assert.True(list.Status == HttpStatusCode.OK, list.ToString());
                Assert.Equal((sound, "1"), (list.Json["enrollments"]!.AsArray().Single()!["id"]!.ToString(), list.Headers[LeftOut]));
            }

            foreach (Reply single in new[] { await seeded.Client.GetAsync($"v1/enrollments/{damaged}"), await seeded.Client.PatchAsync($"v1/enrollments/{damaged}", new { status = "REJECTED" }) })
            {
                Assert.Equal((HttpStatusCode.InternalServerError, "UNREADABLE"), (single.Status, single["code"]));
                Assert.Contains(damaged, single["message"], StringComparison.Ordinal);
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"vpp-participations/{damaged}")).Status);
        using (OperatorBrowser browser = await BrowserAsync(seeded))
            Assert.Contains("cannot be read", OperatorBrowser.WordsOf(await browser.GetAsync($"operator/participations/{damaged}")), StringComparison.Ordinal);
        Reply happened = await seeded.Client.PostAsync($"vpp-participations/{damaged}/events", new { @event = "CONSENT_REQUESTED", reason_code = "X" });
        Assert.Equal((HttpStatusCode.OK, "AWAITING_CONSENT"), (happened.Status, happened["current_state"]));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_repeat_whose_memory_is_damaged_is_told_as_unreadable(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string id = await seeded.EnrolAsync(0);
        object patch = new { group_ids = new[] { "north" } };
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.PatchAsync($"v1/enrollments/{id}", patch, ("Idempotency-Key", "once"))).Status);
        await WriteAsync(seeded, "UPDATE participation_idempotency SET memo = 'garbage' WHERE memo IS NOT NULL");
        Reply repeat = await seeded.Client.PatchAsync($"v1/enrollments/{id}", patch, ("Idempotency-Key", "once"));
        Assert.Equal((HttpStatusCode.InternalServerError, "UNREADABLE"), (repeat.Status, repeat["code"]));

        object bulk = new { programme_id = TestDirectory.Programme, @event = "OPERATOR_PAUSED" };
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.PostAsync("vpp-participations/bulk", bulk, ("Idempotency-Key", "bulk"))).Status);
        await WriteAsync(seeded, "UPDATE participation_idempotency SET data = 'garbage' WHERE kind = 5");
        Reply again = await seeded.Client.PostAsync("vpp-participations/bulk", bulk, ("Idempotency-Key", "bulk"));
        Assert.Equal((HttpStatusCode.InternalServerError, "urn:vpp-enrolment:unreadable"), (again.Status, again["type"]));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_time_of_the_directory_that_is_none_is_not_shown(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string id = await seeded.EnrolAsync(0);
        await WriteAsync(seeded, "UPDATE location SET created_at = -5");
        await WriteAsync(seeded, "UPDATE device SET created_at = $1", long.MaxValue);
        Reply list = await seeded.Client.GetAsync(List);
        Assert.Equal(id, list.Json["enrollments"]!.AsArray().Single()!["id"]!.ToString());
        Assert.Null(list.Json["enrollments"]![0]!["site"]!["created_at"]);
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"v1/enrollments/{id}")).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_damaged_event_leaves_the_history_and_the_operator_s_page_readable(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string id = await seeded.EnrolAsync(0);
        foreach (string trigger in new[] { "CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED" })
            await seeded.Client.FireAsync(id, trigger);
        await WriteAsync(seeded, "UPDATE participation_event SET event = 'garbage' WHERE participation_id = $1 AND sequence = 2", id);
        await WriteAsync(seeded, "UPDATE participation_event SET event = '{}' WHERE participation_id = $1 AND sequence = 3", id);

        Reply history = await seeded.Client.GetAsync($"vpp-participations/{id}/history");
        Assert.True(history.Status == HttpStatusCode.OK, history.ToString());
        Assert.Equal(("1 4", "2", false), (Sequences(history), history.Headers[LeftOut], (bool)history.Json["has_more"]!));
        // Whoever reads page by page gets past it.
        Reply page = await seeded.Client.GetAsync($"vpp-participations/{id}/history?starting_after=1&limit=1");
        Assert.Equal(("4", false), (Sequences(page), (bool)page.Json["has_more"]!));
        using OperatorBrowser browser = await BrowserAsync(seeded);
        string words = OperatorBrowser.WordsOf(await browser.GetAsync($"operator/participations/{id}"));
        Assert.Contains("UNREADABLE what is stored of it cannot be read", words, StringComparison.Ordinal);
        Assert.Contains("TELEMETRY_RECEIVED", words, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_damaged_visit_leaves_the_timeline_readable(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string id = await seeded.EnrolAsync(0);
        foreach (Trigger trigger in Configuration.From(ParticipationState.EnrolmentRequested, false).PathTo(ParticipationState.Active)!)
            await seeded.Client.FireAsync(id, trigger.ToWireName());
        for (int times = 0; times < 55; times++)
        {
            await seeded.Client.FireAsync(id, "OPERATOR_PAUSED");
            await seeded.Client.FireAsync(id, "OPERATOR_RESUMED");
        }

        await WriteAsync(seeded, "UPDATE participation_visit SET state = 99 WHERE participation_id = $1 AND visit_index = 2", id);
        await WriteAsync(seeded, "UPDATE participation_visit SET entered_at = -1 WHERE participation_id = $1 AND visit_index = 3", id);
        Reply timeline = await seeded.Client.GetAsync($"vpp-participations/{id}/timeline?ending_before=5&limit=2");
        Assert.True(timeline.Status == HttpStatusCode.OK, timeline.ToString());
        Assert.Equal(("1 4", "2", true), (string.Join(' ', timeline.Json["data"]!.AsArray().Select(visit => visit!["index"]!)), timeline.Headers[LeftOut], (bool)timeline.Json["has_more"]!));
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"vpp-participations/{id}/timeline?limit=1000")).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_the_directory_has_in_no_usable_form_refuses_its_own_rows_and_no_others(string database)
    {
        await using SeededService seeded = await StartAsync(database);
        string Device(int number) => TestDirectory.Device("one", true, number);
        string Row(string external, int device, string programme) => $"{external},{Device(device)},{programme},{TestDirectory.Provider}\n";
        const string Header = "external_id,device_id,programme_id,provider_id\n";
        Reply before = await ImportAsync(Header + Row("made", 12, TestDirectory.Programme));
        Assert.Equal(1, (int)before.Json["created"]!);
        await WriteAsync(seeded, "UPDATE programme SET learn_more_url = ' https://example.org' WHERE id = $1", TestDirectory.OtherProgramme);
        await WriteAsync(seeded, "UPDATE device SET meter_access = 'garbage' WHERE id = $1", Device(3));
        await WriteAsync(seeded, $"UPDATE participation_event SET event = {(database == Services.Sqlite ? "x'00ff'" : "'garbage'")} WHERE sequence = 1");

        string file = Header + Row("a", 0, TestDirectory.OtherProgramme) + Row("b", 3, TestDirectory.Programme) + Row("made", 12, TestDirectory.Programme) + Row("c", 6, TestDirectory.Programme);
        foreach (string query in new[] { "?dry_run=true", "" })
        {
            Reply report = await ImportAsync(file, query);
            Assert.True(report.Status == HttpStatusCode.OK, report.ToString());
            Assert.Equal((1, 3), ((int)report.Json["created"]!, (int)report.Json["refused"]!));
            Assert.Equal(["UNREADABLE programme_id", "UNREADABLE device_id", "UNREADABLE external_id"], report.Json["rows"]!.AsArray().Select(row => $"{row!["code"]} {row["member"]}"));
        }

        foreach ((int device, string programme, string pointer) in new[] { (0, TestDirectory.OtherProgramme, "/programme_id"), (3, TestDirectory.Programme, "/device_id") })
        {
            Reply refused = await seeded.Client.PostAsync("vpp-participations", new { device_id = Device(device), programme_id = programme, provider_id = TestDirectory.Provider });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, pointer), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
            Assert.Contains("has to be imported again", refused["detail"], StringComparison.Ordinal);
        }

        // What asks only whether there is such a programme goes on.
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"v1/enrollments?program_id={TestDirectory.OtherProgramme}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.PostAsync("vpp-participations/bulk", new { programme_id = TestDirectory.OtherProgramme, @event = "OPERATOR_PAUSED" })).Status);

        async Task<Reply> ImportAsync(string text, string query = "")
        {
            using var content = new StringContent(text, Encoding.UTF8, "text/csv");
            using HttpResponseMessage answer = await seeded.Client.Http.PostAsync(new Uri("vpp-participations/import" + query, UriKind.Relative), content);
            return new Reply(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), new Dictionary<string, string>());
        }
    }

    /// <summary>SQLite has types by value: a text column holds a BLOB, a number's column a text.</summary>
    [Theory]
    [InlineData("UPDATE location SET version = 'x' WHERE id = $1")]
    [InlineData("UPDATE location SET created_at = 'x' WHERE id = $1")]
    [InlineData("UPDATE location SET city = x'00ff' WHERE id = $1")]
    public async Task A_value_of_another_type_of_a_site_leaves_out_its_enrollment_alone(string write)
    {
        await using SeededService seeded = await StartAsync(Services.Sqlite);
        await WriteAsync(seeded, "INSERT INTO location (id, account_id, live_mode, created_at, version) VALUES ('elsewhere', 'acc_one', 1, 1, 1)");
        await WriteAsync(seeded, "UPDATE device SET location_id = 'elsewhere' WHERE id = $1", TestDirectory.Device("one", true, 0));
        string damaged = await seeded.EnrolAsync(0);
        string sound = await seeded.EnrolAsync(3);
        await WriteAsync(seeded, write, "elsewhere");
        Reply list = await seeded.Client.GetAsync(List);
        Assert.True(list.Status == HttpStatusCode.OK, list.ToString());
        Assert.Equal((sound, "1"), (list.Json["enrollments"]!.AsArray().Single()!["id"]!.ToString(), list.Headers[LeftOut]));
        Reply single = await seeded.Client.GetAsync($"v1/enrollments/{damaged}");
        Assert.Equal((HttpStatusCode.InternalServerError, "UNREADABLE"), (single.Status, single["code"]));
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.FireAsync(damaged, "CONSENT_REQUESTED")).Status);
    }

    [Fact]
    public async Task Names_of_another_type_are_missing_and_leave_the_operator_s_pages_and_requests_as_they_are()
    {
        await using SeededService seeded = await StartAsync(Services.Sqlite);
        string id = await seeded.EnrolAsync(0);
        string device = (await seeded.Client.GetAsync($"vpp-participations/{id}"))["device_id"]!;
        await WriteAsync(seeded, "UPDATE device SET display_name = x'00ff' WHERE id = $1", device);
        await WriteAsync(seeded, "UPDATE programme SET display_name = x'00ff' WHERE id = $1", TestDirectory.OtherProgramme);
        await WriteAsync(seeded, "INSERT INTO site_group (id, account_id, name) VALUES ('east', 'acc_one', x'00ff'), ('west', 'acc_one', 'West')");
        using OperatorBrowser browser = await BrowserAsync(seeded);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("operator")).Status);
        Assert.Contains(id, OperatorBrowser.WordsOf(await browser.GetAsync($"operator/participations/{id}")), StringComparison.Ordinal);
        Reply grouped = await seeded.Client.PatchAsync($"v1/enrollments/{await seeded.EnrolAsync(3)}", new { group_ids = new[] { "west" } });
        Assert.True(grouped.Status == HttpStatusCode.OK, grouped.ToString());
        Assert.Contains("\"West\"", grouped.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"v1/enrollments?program_id={TestDirectory.OtherProgramme}")).Status);
        Reply refused = await seeded.Client.PostAsync("vpp-participations", new { device_id = device, programme_id = TestDirectory.OtherProgramme, provider_id = TestDirectory.Provider });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Theory]
    [InlineData("UPDATE api_key SET secret_hash = 'no hash' WHERE label = 'two-live'")]
    [InlineData("UPDATE api_key SET secret_hash = x'00ff' WHERE label = 'two-live'")]
    [InlineData("UPDATE api_key SET live_mode = 'x' WHERE label = 'two-live'")]
    public async Task A_key_of_which_something_else_is_stored_is_nobody_s_and_the_others_go_on(string write)
    {
        await using SeededService seeded = await StartAsync(Services.Sqlite);
        await WriteAsync(seeded, write);
        using ServiceClient damaged = seeded.ClientOf("two-live");
        Assert.Equal(HttpStatusCode.Unauthorized, (await damaged.GetAsync("vpp-participations/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await seeded.Client.GetAsync("vpp-participations/none")).Status);
    }

    [Fact]
    public async Task A_session_of_which_something_else_is_stored_is_over()
    {
        await using SeededService seeded = await StartAsync(Services.Sqlite);
        using OperatorBrowser browser = await BrowserAsync(seeded);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("operator")).Status);
        await WriteAsync(seeded, "UPDATE account SET name = x'00ff' WHERE id = 'acc_one'");
        Reply asked = await browser.GetAsync("operator");
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/sign-in?to=%2Foperator"), (asked.Status, asked.Headers["Location"]));
    }

    private async Task<SeededService> StartAsync(string database) => await SeededService.StartAsync(await services.NewDatabaseAsync(database), "--Service:RememberedParticipations=0");

    private static Task<OperatorBrowser> BrowserAsync(SeededService seeded) =>
        OperatorBrowser.SignInAsync(seeded.Client.Http.BaseAddress!, seeded.Client.Http.DefaultRequestHeaders.Authorization!.Parameter!);

    private static async Task WriteAsync(SeededService seeded, string sql, params object?[] values) =>
        Assert.True(await seeded.Database.ExecuteAsync([new SqlStatement(sql, values)], CancellationToken.None) > 0, $"Nothing was written by: {sql}");

    private static string Sequences(Reply history) => string.Join(' ', history.Json["data"]!.AsArray().Select(entry => entry!["sequence"]!));
}

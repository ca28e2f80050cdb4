using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Imports;

[Collection(Services.CollectionApart)]
public sealed class ImportTests(Services services)
{
    private const string Path = "vpp-participations/import";
    private const string Header = "external_id,device_id,programme_id,provider_id,provider_reference_id\n";

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Every_row_is_judged_and_one_at_fault_stops_no_other(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string taken = (await client.GetAsync($"vpp-participations/{await service.EnrolAsync(client)}"))["device_id"]!;
        string prefix = NewPrefix();
        (string first, string second) = (service.NewDevice(), service.NewDevice(meterAccess: MeterAccess.Required));
        string file = Header +
            $"{prefix}1,{first},{TestDirectory.Programme},{TestDirectory.Provider},AZ1\n" +
            $"{prefix}2,dev_none,{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}3,{TestDirectory.Device("two", true, 0)},{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}4,{second},vpr_none,{TestDirectory.Provider},\n" +
            $"{prefix}5,{second},{TestDirectory.Programme},prv_other,\n" +
            $"{prefix}6,{taken},{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}7,{first},{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}1,{second},{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}1,{first},{TestDirectory.Programme},{TestDirectory.Provider},AZ1\n" +
            $",{second},{TestDirectory.Programme},{TestDirectory.Provider},\n" +
            $"{prefix}8,{second},{TestDirectory.Programme},{TestDirectory.Provider},\n";
        string[] expected =
        [
            "3 2 UNKNOWN_DEVICE device_id", "4 3 UNKNOWN_DEVICE device_id", "5 4 UNKNOWN_PROGRAMME programme_id", "6 5 UNKNOWN_PROVIDER provider_id",
            "7 6 ALREADY_PARTICIPATING device_id", "8 7 ALREADY_PARTICIPATING device_id", "9 1 EXTERNAL_ID_REUSED external_id", "11  MISSING_MEMBER external_id",
        ];

        Reply rehearsed = await PostAsync(client, Path + "?dry_run=true", file);
        Assert.Equal((2, 1, 8), Counts(rehearsed));
        Assert.Equal(expected, Rows(rehearsed, prefix));
        Assert.Empty((await client.GetAsync($"vpp-participations?device_id={first}")).Json["data"]!.AsArray());

        Reply done = await PostAsync(client, Path, file);
        Assert.Equal((2, 1, 8), Counts(done));
        Assert.Equal(expected, Rows(done, prefix));
        Assert.Equal(rehearsed.Text, done.Text);
        JsonNode made = Assert.Single((await client.GetAsync($"vpp-participations?device_id={first}")).Json["data"]!.AsArray())!;
        Assert.Equal(("ENROLMENT_REQUESTED", "AZ1", "acc_one", true), ((string)made["current_state"]!, (string)made["provider_reference_id"]!, (string)made["account_id"]!, (bool)made["live_mode"]!));
        Assert.Single(await History.CheckedAsync(client, (string)made["id"]!));

        // Again, when the first has gone on and was amended: nothing is done twice.
        await client.PatchAsync($"vpp-participations/{made["id"]}", new { provider_reference_id = "AZ9" });
        await client.FireAsync((string)made["id"]!, "CONSENT_WITHHELD");
        Reply again = await PostAsync(client, Path, file);
        Assert.Equal((1, 3, 7), Counts(again));
        Assert.Equal("FAILED", (await client.GetAsync($"vpp-participations/{made["id"]}"))["current_state"]);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_external_id_is_the_account_s_and_mode_s_own(string database)
    {
        RunningService service = services.On(database);
        string id = NewPrefix();
        foreach ((string label, string account, bool live) in ((string, string, bool)[])[("one-live", "one", true), ("one-test", "one", false), ("two-live", "two", true)])
        {
            using ServiceClient client = service.Client(label);
            string line = $$"""{"external_id":"{{id}}","device_id":"{{service.NewDevice(account, live)}}","programme_id":"{{TestDirectory.Programme}}","provider_id":"{{TestDirectory.Provider}}"}""";
            Assert.Equal((1, 0, 0), Counts(await PostAsync(client, Path, line, "application/x-ndjson")));
            Assert.Equal((0, 1, 0), Counts(await PostAsync(client, Path, line, "application/jsonl; charset=utf-8")));
        }
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_that_was_in_the_programme_before_comes_back_in_place_of_what_ended(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string ended = await service.EnrolToAsync(client, ParticipationState.Failed);
        string device = (await client.GetAsync($"vpp-participations/{ended}"))["device_id"]!;
        Assert.Equal((1, 0, 0), Counts(await PostAsync(client, Path, Header + $"{NewPrefix()},{device},{TestDirectory.Programme},{TestDirectory.Provider},\n")));
        JsonNode made = (await client.GetAsync($"vpp-participations?device_id={device}&limit=1")).Json["data"]![0]!;
        JsonArray history = await History.CheckedAsync(client, (string)made["id"]!);
        Assert.Equal(ended, (string)history[0]!["event"]!["supersedes"]!);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Of_a_file_that_breaks_in_the_middle_nothing_is_done_and_mended_it_is(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string prefix = NewPrefix();
        string[] rows = [.. Enumerable.Range(1, 4).Select(number => $"{prefix}{number},{service.NewDevice()},{TestDirectory.Programme},{TestDirectory.Provider},\n")];
        Reply broken = await PostAsync(client, Path, Header + rows[0] + rows[1] + "\"" + rows[2] + rows[3]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:vpp-enrolment:invalid-import", "4"), (broken.Status, broken["type"], broken["line"]));
        Assert.Equal("The quote opened in line 4 at byte 1 is never closed: the file ends. Nothing was written; import the mended file.", broken["detail"]);
        Assert.Equal((4, 0, 0), Counts(await PostAsync(client, Path, Header + string.Concat(rows))));

        Reply latin1 = await client.SendAsync(HttpMethod.Post, Path, (byte[])[.. Encoding.UTF8.GetBytes(Header), 0xE9, (byte)'\n'], "text/csv");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "2"), (latin1.Status, latin1["line"]));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_file_over_the_largest_is_refused_whole_whether_its_length_is_told_or_not(string database)
    {
        await using RunningService service = await services.StartAsync(database, "--Service:LargestImport=2000000");
        using ServiceClient client = service.Client();
        string row = $"large,{service.NewDevice()},{TestDirectory.Programme},{TestDirectory.Provider},\n";
        // The temporary file, which a megabyte needs, is used up to the limit.
        byte[] fitting = Encoding.UTF8.GetBytes(Header + row + new string('\n', 2_000_000 - Header.Length - row.Length));
        byte[] tooLarge = [.. fitting, (byte)'\n'];
        foreach (bool isLengthTold in (bool[])[true, false])
        {
            Reply refused = await PostBytesAsync(client, tooLarge, isLengthTold);
            Assert.Equal(
                (HttpStatusCode.RequestEntityTooLarge, "urn:vpp-enrolment:too-large", "The file is larger than this service takes: 2000000 bytes. Nothing was written; import it in parts, or by the command."),
                (refused.Status, refused["type"], refused["detail"]));
        }

        Assert.Equal((1, 0, 0), Counts(await PostBytesAsync(client, fitting, isLengthTold: false)));
        Assert.Equal((0, 1, 0), Counts(await PostBytesAsync(client, fitting, isLengthTold: true)));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Many_rows_are_done_in_one_request_and_two_imports_of_one_file_at_once_make_each_once(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        string file = Header + string.Concat(Enumerable.Range(0, 1_100).Select(number => $"x{number},{TestDirectory.Device("one", true, number)},{TestDirectory.Programme},{TestDirectory.Provider},\n"));
        Assert.True(file.Length > 64 * 1024);
        Reply[] both = await Task.WhenAll(PostAsync(client, Path, file), PostAsync(client, Path, file));
        (int Created, int Repeated, int Refused)[] counts = [.. both.Select(Counts)];
        Assert.Equal((1_100, 1_100), (counts.Sum(each => each.Created), counts.Sum(each => each.Repeated + each.Refused)));
        Assert.All(both.SelectMany(each => each.Json["rows"]!.AsArray()), row => Assert.Equal("CONTENDED", row!["code"]!.ToString()));
        Assert.Equal((0, 1_100, 0), Counts(await PostAsync(client, Path, file)));
        Reply total = await client.GetAsync($"vpp-participations/counts?programme_id={TestDirectory.Programme}");
        Assert.Equal(1_100, (int)total.Json["total"]!);
    }

    [Fact]
    public async Task What_is_no_import_is_refused_before_it_is_read()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        foreach (string mediaType in (string[])["application/json", "text/csv; charset=iso-8859-1", "text/plain"])
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(client, Path, Header, mediaType)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Path + "?dry_run=yes", Header)).Status);
        using ServiceClient nobody = service.Process.Client(key: null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(nobody, Path, Header)).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task The_command_imports_tells_refused_rows_as_lines_and_can_be_repeated(string database)
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        await TestDirectory.ImportAsync(settings);
        using var scratch = new ScratchFolder();
        string folder = scratch.NewFolder();
        string file = System.IO.Path.Combine(folder, "rows.csv");
        await File.WriteAllTextAsync(file, Header + $"a,{TestDirectory.Device("one", false, 1)},{TestDirectory.Programme},{TestDirectory.Provider},\nb,dev_none,{TestDirectory.Programme},{TestDirectory.Provider},\n");
        ProgramRun rehearsed = await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_one", "test", "dry-run");
        Assert.Equal(1, rehearsed.ExitStatus);
        Assert.Equal(
            "{\"line\":3,\"external_id\":\"b\",\"code\":\"UNKNOWN_DEVICE\",\"member\":\"device_id\",\"message\":\"There is no device dev_none.\"}\n", rehearsed.Output.ReplaceLineEndings("\n"));
        Assert.Contains("1 would be created, 0 repeated, 1 refused", rehearsed.Errors, StringComparison.Ordinal);
        Assert.Contains("1 created, 0 repeated, 1 refused", (await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_one", "test")).Errors, StringComparison.Ordinal);
        Assert.Contains("0 created, 1 repeated, 1 refused", (await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_one", "test")).Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await ServiceProcess.TryAsync(settings, "check")).ExitStatus);

        await File.WriteAllTextAsync(file, Header + $"c,{TestDirectory.Device("one", false, 4)},{TestDirectory.Programme},{TestDirectory.Provider},\n\"d");
        ProgramRun broken = await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_one", "test");
        Assert.Equal((2, ""), (broken.ExitStatus, broken.Output));
        Assert.Contains("The quote opened in line 3 at byte 1 is never closed: the file ends.\nNothing was written; import the mended file.\n", broken.Errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "device\n");
        ProgramRun wrong = await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_one", "live");
        Assert.Equal((2, ""), (wrong.ExitStatus, wrong.Output));
        Assert.Contains("The header in line 1 is wrong: column 1, \"device\", is none of an import.", wrong.Errors, StringComparison.Ordinal);
        ProgramRun nobody = await ServiceProcess.TryAsync(settings, "import-participations", file, "acc_none", "live");
        Assert.Equal(2, nobody.ExitStatus);
        Assert.Contains("There is no account acc_none.", nobody.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await ServiceProcess.TryAsync(settings, "import-participations", "rows.txt", "acc_one", "live")).ExitStatus);
    }

    private static string NewPrefix() => $"ext-{Guid.NewGuid():N}-";

    private static Task<Reply> PostAsync(ServiceClient client, string path, string file, string mediaType = "text/csv") => client.SendAsync(HttpMethod.Post, path, file, mediaType);

    private static Task<Reply> PostBytesAsync(ServiceClient client, byte[] file, bool isLengthTold) =>
        client.SendAsync(HttpMethod.Post, Path, file, "text/csv", isLengthTold ? [] : [("Transfer-Encoding", "chunked")]);

    private static (int Created, int Repeated, int Refused) Counts(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return ((int)reply.Json["created"]!, (int)reply.Json["repeated"]!, (int)reply.Json["refused"]!);
    }

    private static IEnumerable<string> Rows(Reply reply, string prefix) =>
        reply.Json["rows"]!.AsArray().Select(row => $"{row!["line"]} {((string?)row["external_id"])?.Replace(prefix, "", StringComparison.Ordinal)} {row["code"]} {row["member"]}");
}

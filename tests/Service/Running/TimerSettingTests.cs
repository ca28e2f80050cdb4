using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EnrolmentService;
using Microsoft.Extensions.Configuration;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Section <c>Service:Timers</c>, the limits of states (R29) among it.</summary>
[Collection(Services.Collection)]
public sealed class TimerSettingTests(Services services)
{
    private const string Waits = "--Service:Timers:Waits:";
    private const string Often = "--Service:DeadlinePolling=00:00:00.1";

    public static IEnumerable<object[]> EveryWait => from state in Wait.LimitableStates from trigger in Wait.TriggersFor(state) select new object[] { state, trigger };

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_state_s_limit_is_shown_with_what_happens_then_and_fires(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(
            await services.NewDatabaseAsync(database), Waits + "AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED=10.00:00:00", "--Service:Timers:TelemetrySilence=30.00:00:00", Often);
        string id = await EnrolToAsync(seeded, ParticipationState.AwaitingEligibility);

        Reply shown = await seeded.Client.GetAsync($"vpp-participations/{id}/next-actions");
        JsonNode action = Assert.Single(shown.Json["data"]!.AsArray(), entry => entry!["deadline"] is not null)!;
        Assert.Equal(("ELIGIBILITY_DENIED", "INELIGIBLE"), (action["deadline_trigger"]!.ToString(), action["deadline_state"]!.ToString()));
        DateTimeOffset entered = await EnteredAsync(seeded, id);
        Assert.Equal(entered.AddDays(10), Time(action["deadline"]));

        seeded.Clock.Ahead = TimeSpan.FromDays(10);
        await WaitForAsync(seeded, id, "INELIGIBLE");
        JsonNode last = (await seeded.Client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray()[^1]!["event"]!;
        Assert.Equal(("ELIGIBILITY_DENIED", "timer", entered.AddDays(10)), (last["event"]!.ToString(), last["actor"]!.ToString(), Time(last["occurred_at"])));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_limit_that_is_set_later_holds_for_what_is_stored(string database)
    {
        string connection = await services.NewDatabaseAsync(database);
        string id;
        await using (SeededService before = await SeededService.StartAsync(connection, Often))
            id = await EnrolToAsync(before, ParticipationState.AwaitingRegistration);

        await using SeededService after = await SeededService.StartAsync(connection, Often, Waits + "AWAITING_REGISTRATION:REGISTRATION_DECLINED=00:00:01");
        await WaitForAsync(after, id, "INELIGIBLE");
    }

    [Fact]
    public async Task Winding_down_has_a_limit_for_each_of_its_facts_one_of_them_by_its_name()
    {
        await using SeededService seeded = await SeededService.StartAsync(
            await services.NewDatabaseAsync(Services.Sqlite), Waits + "WINDING_DOWN:REWARDS_SETTLED=2.00:00:00", "--Service:Timers:NoticePeriod=1.00:00:00", "--Service:Timers:TelemetrySilence=30.00:00:00", Often);
        string id = await EnrolToAsync(seeded, ParticipationState.WindingDown);
        JsonArray shown = (await seeded.Client.GetAsync($"vpp-participations/{id}/next-actions")).Json["data"]!.AsArray();
        DateTimeOffset entered = await EnteredAsync(seeded, id);
        Assert.Equal(
            [("NOTICE_PERIOD_ELAPSED", entered.AddDays(1)), ("REWARDS_SETTLED", entered.AddDays(2))],
            shown.Select(entry => (entry!["trigger"]!.ToString(), Time(entry["deadline"]))).Order());
        seeded.Clock.Ahead = TimeSpan.FromDays(2);
        await WaitForAsync(seeded, id, "UNENROLLED");
    }

    [Theory]
    [MemberData(nameof(EveryWait))]
    public void Every_wait_of_the_library_can_be_set(ParticipationState state, Trigger trigger)
    {
        var options = new TimerOptions { Waits = new() { [state.ToWireName()] = new() { [trigger.ToWireName()] = "10.00:00:00" } } };
        Assert.Equal(LifecycleTimers.Default.WithWaits(new Wait(state, TimeSpan.FromDays(10), trigger)), options.ToTimers());
    }

    [Fact]
    public void The_page_s_example_can_be_used()
    {
        string json = Repository.Read("docs/service.md").Split("`Service:Timers:Waits` limits")[1].Split("```json\n")[1].Split("```")[0];
        IConfigurationRoot settings = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        UnknownSettings.Reject(settings);
        LifecycleTimers timers = settings.GetSection("Service").Get<ServiceOptions>()!.Timers.ToTimers();
        Assert.Equal(
            [
                "AWAITING_CONSENT for 14.00:00:00, then CONSENT_WITHHELD", "AWAITING_METER_ACCESS for 60.00:00:00, then UNRECOVERABLE_ERROR", "AWAITING_ELIGIBILITY for 10.00:00:00, then ELIGIBILITY_DENIED",
                "WINDING_DOWN for 90.00:00:00, then REWARDS_SETTLED", "WINDING_DOWN for 30.00:00:00, then NOTICE_PERIOD_ELAPSED",
            ],
            timers.Waits.Select(wait => wait.ToString()));
    }

    [Fact]
    public void An_empty_limit_is_none_as_it_is_for_the_others()
    {
        var options = new TimerOptions { Waits = new() { ["AWAITING_ELIGIBILITY"] = new() { ["ELIGIBILITY_DENIED"] = "" }, ["REGISTERED"] = null } };
        Assert.Equal(LifecycleTimers.Default, options.ToTimers());
    }

    [Theory]
    [InlineData("Waits:NOWHERE:ELIGIBILITY_DENIED=1.00:00:00", "Service:Timers:Waits names NOWHERE. Allowed: ENROLMENT_REQUESTED, AWAITING_CONSENT,")]
    [InlineData("Waits:ACTIVE:TELEMETRY_LOST=1.00:00:00", "Service:Timers:Waits names ACTIVE. Allowed: ENROLMENT_REQUESTED, AWAITING_CONSENT,")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:DENIED=1.00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY names DENIED. Allowed: ELIGIBILITY_CONFIRMED, ELIGIBILITY_DENIED,")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:CUSTOMER_PAUSED=1.00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY names CUSTOMER_PAUSED. Allowed: ELIGIBILITY_CONFIRMED,")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED=soon", "Service:Timers:Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED is soon. Allowed: more than zero, as d.hh:mm:ss, such as 10.00:00:00; empty for none.")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED=00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED is 00:00:00. Allowed: more than zero")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED=-1.00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED is -1.00:00:00. Allowed: more than zero")]
    [InlineData("Waits:AWAITING_ELIGIBILITY=10.00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY has a value, and is a section.")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED:Limit=10.00:00:00", "Service:Timers:Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED:Limit is no setting: Service:Timers:Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED is a value.")]
    [InlineData("Patience=1.00:00:00", "Service:Timers:Patience is no setting. Allowed: ConsentDecision, ConsentValidity, FirstTelemetry, NoticePeriod, TelemetrySilence, Waits.")]
    [InlineData("NoticePeriod=-1.00:00:00", "Service:Timers:NoticePeriod is -1.00:00:00. Allowed: zero or more, as d.hh:mm:ss.")]
    [InlineData("TelemetrySilence=-1.00:00:00", "Service:Timers:TelemetrySilence is -1.00:00:00. Allowed: zero or more, as d.hh:mm:ss.")]
    public Task A_timer_that_cannot_work_is_named_with_its_value_and_what_is_allowed(string setting, string named) => StartTests.AssertRejectedAsync(services, named, "--Service:Timers:" + setting);

    [Theory]
    [InlineData("ConsentDecision", "AWAITING_CONSENT:CONSENT_WITHHELD")]
    [InlineData("ConsentDecision", "AWAITING_CONSENT:UNRECOVERABLE_ERROR")]
    [InlineData("FirstTelemetry", "AWAITING_TELEMETRY:TELEMETRY_NEVER_ESTABLISHED")]
    [InlineData("NoticePeriod", "WINDING_DOWN:NOTICE_PERIOD_ELAPSED")]
    [InlineData("Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_CONFIRMED", "AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED")]
    public Task Two_limits_for_the_same_are_named(string first, string second) => StartTests.AssertRejectedAsync(
        services,
        $"Service:Timers:Waits:{second} is 2.00:00:00, and there is a limit already: {second.Split(':')[0]} for 1.00:00:00, then ",
        $"--Service:Timers:{first}=1.00:00:00",
        $"{Waits}{second}=2.00:00:00");

    [Theory]
    [InlineData("--Service:DeadlinePoling=1", "Service:DeadlinePoling is no setting. Allowed: BulkBatch, BulkTimeout, Cluster,")]
    [InlineData("--Service:Webhooks:AllowHttps=true", "Service:Webhooks:AllowHttps is no setting. Allowed: AllowHttp, AllowPrivateAddresses,")]
    [InlineData("--Service:Cluster:Shard=4", "Service:Cluster:Shard is no setting. Allowed: Address,")]
    [InlineData("--Service:Cluster:Databases:b:Host=localhost", "Service:Cluster:Databases:b:Host is no setting: Service:Cluster:Databases:b is a value.")]
    [InlineData("--Service:DwellDays=3", "Service:DwellDays has a value, and is a section.")]
    [InlineData("--Service:DwellDays:ACTIVE=1e300", "Service:DwellDays:ACTIVE is 1E+300. Allowed: from zero to")]
    public Task A_setting_that_nothing_reads_is_named(string setting, string named) => StartTests.AssertRejectedAsync(services, named, setting);

    private static async Task<string> EnrolToAsync(SeededService seeded, ParticipationState state)
    {
        string id = await seeded.EnrolAsync(0);
        foreach (Trigger trigger in default(Configuration).PathTo(state)!)
            await seeded.Client.FireAsync(id, trigger.ToWireName());
        return id;
    }

    private static async Task<DateTimeOffset> EnteredAsync(SeededService seeded, string id) =>
        Time((await seeded.Client.GetAsync($"vpp-participations/{id}")).Json["participation_state"]!.AsArray().Single(entry => entry!["status"]!.ToString() == "IN_PROGRESS")!["occurred_at"]);

    private static DateTimeOffset Time(JsonNode? time) => DateTimeOffset.Parse(time!.ToString(), CultureInfo.InvariantCulture);

    private static async Task WaitForAsync(SeededService seeded, string id, string state) =>
        Assert.Equal(state, (await Webhooks.Support.Eventually.GetAsync(() => seeded.Client.GetAsync($"vpp-participations/{id}"), reply => reply["current_state"] == state))["current_state"]);
}

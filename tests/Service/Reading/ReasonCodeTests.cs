using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The host's own code for why something happened (R31).</summary>
[Collection(Services.Collection)]
public sealed class ReasonCodeTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task It_is_in_the_history_of_events_amendments_and_bulk_requests(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client, programme: "vpr_bulk");
        await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "x", reason_code = "CRM-7" });
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED", reason_code = "E-17.2" });
        await client.FireAsync(id, "CONSENT_GRANTED");
        Reply bulk = await client.PostAsync("vpp-participations/bulk", new { programme_id = "vpr_bulk", @event = "UNRECOVERABLE_ERROR", reason_code = "PROGRAMME_CLOSED" });
        Assert.Equal(HttpStatusCode.OK, bulk.Status);

        JsonArray history = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray();

        Assert.Equal(
            [("ENROLMENT_REQUESTED", null), ("DETAILS_AMENDED", "CRM-7"), ("CONSENT_REQUESTED", "E-17.2"), ("CONSENT_GRANTED", null), ("UNRECOVERABLE_ERROR", "PROGRAMME_CLOSED")],
            history.Select(entry => (entry!["event"]!["event"]!.ToString(), entry["event"]!["reason_code"]?.ToString())));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"storm\"")]
    [InlineData("\"A B\"")]
    [InlineData("\"Ä\"")]
    [InlineData("\"A\\n\"")]
    [InlineData("7")]
    [InlineData("LONG")]
    public async Task What_is_no_code_is_refused_with_its_place(string code)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        code = code.Replace("LONG", $"\"{new string('A', 65)}\"", StringComparison.Ordinal);
        foreach ((HttpMethod method, string path, string body) in new[]
        {
            (HttpMethod.Post, $"vpp-participations/{id}/events", $$"""{"event":"CONSENT_REQUESTED","reason_code":{{code}}}"""),
            (HttpMethod.Patch, $"vpp-participations/{id}", $$"""{"provider_reference_id":"x","reason_code":{{code}}}"""),
            (HttpMethod.Post, "vpp-participations/bulk", $$"""{"programme_id":"vpr_bulk","event":"OPERATOR_PAUSED","reason_code":{{code}}}"""),
        })
        {
            Reply refused = await client.SendAsync(method, path, body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal("/reason_code", refused.Json["errors"]![0]!["pointer"]!.ToString());
        }

        Assert.Single((await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray());
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task It_explains_the_enrollments_status_that_its_event_brings_about(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "OPERATOR_PAUSED", reason_code = "STORM" });
        Assert.Equal(("PAUSED", "STORM"), await EnrollmentAsync(client, id));
        // Another reason beside it leaves the status as it is, and what explains it.
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONTROL_LOST", reason_code = "GATEWAY-3" });
        Assert.Equal(("PAUSED", "STORM"), await EnrollmentAsync(client, id));
        // The text ends with the operator's pause; what is left are the reasons.
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "OPERATOR_RESUMED", reason_code = "STORM_OVER" });
        Assert.Equal(("PAUSED", "AWAITING_DISPATCH"), await EnrollmentAsync(client, id));
        await client.FireAsync(id, "CONTROL_RESTORED");
        Assert.Equal(("ACTIVE", null), await EnrollmentAsync(client, id));
    }

    [Fact]
    public async Task The_operators_own_text_goes_before_it_and_a_refused_event_explains_nothing()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        await client.PatchAsync($"v1/enrollments/{id}", new { status = "PAUSED", status_reason = "Maintenance until Friday" });
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CUSTOMER_PAUSED", reason_code = "HOLIDAY" });
        Assert.Equal(("PAUSED", "Maintenance until Friday"), await EnrollmentAsync(client, id));
        Reply refused = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "NOTICE_SERVED", reason_code = "TOO_EARLY" });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(("PAUSED", "Maintenance until Friday"), await EnrollmentAsync(client, id));
    }

    private static async Task<(string?, string?)> EnrollmentAsync(ServiceClient client, string id)
    {
        Reply reply = await client.GetAsync($"v1/enrollments/{id}");
        return (reply["status"], reply["status_reason"]);
    }
}

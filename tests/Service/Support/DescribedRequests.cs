namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Requests to every operation of the document, happy and unhappy; each body is JSON, since Prism waits for ever on others.</summary>
internal static class DescribedRequests
{
    /// <summary>Sends all of them to an address: that of the service, or of what stands before it.</summary>
    public static async Task<IReadOnlyList<(string Operation, Reply Reply)>> SendAllAsync(RunningService service, Uri address)
    {
        using ServiceClient direct = service.Client();
        using var client = new ServiceClient(address, service.Key("one-live"));
        using var nobody = new ServiceClient(address, key: null);
        string id = await service.EnrolToAsync(direct, ParticipationState.Suspended);
        string device = (await direct.GetAsync($"vpp-participations/{id}"))["device_id"]!;
        string amended = await service.EnrolAsync(direct);
        var create = new { device_id = service.NewDevice(meterAccess: MeterAccess.Available), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider, provider_reference_id = "x" };
        Reply endpoint = await direct.PostAsync("webhook-endpoints", new { url = "https://receiver.invalid", types = new[] { "vpp_participation.created" } });
        string hook = $"webhook-endpoints/{endpoint["id"]}";
        var keyed = new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        (string, string) key = ("Idempotency-Key", $"\"{Guid.NewGuid():N}\"");
        string last = await LastPositionAsync(direct);
        return
        [
            ("post /vpp-participations", await client.PostAsync("vpp-participations", create)),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", create)),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", new { })),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", keyed, key)),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", keyed, key)),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", create, key)),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", keyed, ("Idempotency-Key", "\"never closed"))),
            ("get /vpp-participations", await client.GetAsync($"vpp-participations?device_id={device}")),
            ("get /vpp-participations", await client.GetAsync("vpp-participations")),
            ("get /vpp-participations/{id}", await client.GetAsync($"vpp-participations/{id}")),
            ("get /vpp-participations/{id}", await nobody.GetAsync($"vpp-participations/{id}")),
            ("get /vpp-participations/{id}", await client.GetAsync("vpp-participations/none")),
            ("patch /vpp-participations/{id}", await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "y" })),
            ("patch /vpp-participations/{id}", await client.PatchAsync($"vpp-participations/{amended}", new { provider_reference_id = "y", note = "corrected" })),
            ("post /vpp-participations/{id}/events", await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONTROL_LOST" })),
            ("post /vpp-participations/{id}/events", await client.PostAsync($"vpp-participations/{id}/events", new { @event = "NOTICE_SERVED" })),
            ("post /vpp-participations/{id}/events", await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONTROL_LOST" }, ("If-Match", "\"1-0123456789abcdef\""))),
            ("get /vpp-participations/{id}/history", await client.GetAsync($"vpp-participations/{id}/history")),
            ("get /vpp-participations/{id}/history", await client.GetAsync($"vpp-participations/{amended}/history")),
            ("get /vpp-participations/{id}/timeline", await client.GetAsync($"vpp-participations/{id}/timeline?limit=2")),
            ("get /vpp-participations/{id}/timeline", await client.GetAsync($"vpp-participations/{id}/timeline?limit=x")),
            ("get /vpp-participations/{id}/next-actions", await client.GetAsync($"vpp-participations/{id}/next-actions")),
            ("get /vpp-participations/{id}/next-actions", await client.GetAsync("vpp-participations/none/next-actions")),
            ("post /vpp-participations/bulk", await client.PostAsync("vpp-participations/bulk", new { programme_id = TestDirectory.OtherProgramme, @event = "NOTICE_SERVED" })),
            ("get /vpp-participations", await client.GetAsync("vpp-participations?changed_since=2026-01-01T00:00:00Z&limit=2")),
            ("get /vpp-participations", await client.GetAsync("vpp-participations?state=x")),
            ("get /vpp-participations/counts", await client.GetAsync("vpp-participations/counts")),
            ("get /vpp-participations/counts", await client.GetAsync("vpp-participations/counts?programme_id=x")),
            ("post /vpp-participations/import", await client.SendAsync(HttpMethod.Post, "vpp-participations/import", "external_id,device_id,programme_id,provider_id\na,b,c,d\n,b,c,d\n", "text/csv")),
            ("post /vpp-participations/import", await client.SendAsync(HttpMethod.Post, "vpp-participations/import", "device\n", "text/csv")),
            ("get /v1/enrollments", await client.GetAsync($"v1/enrollments?program_id={TestDirectory.Programme}&limit=2")),
            ("get /v1/enrollments", await client.GetAsync("v1/enrollments")),
            ("get /v1/enrollments/{id}", await client.GetAsync($"v1/enrollments/{id}")),
            ("get /v1/enrollments/{id}", await nobody.GetAsync($"v1/enrollments/{id}")),
            ("patch /v1/enrollments/{id}", await client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "north" } })),
            ("patch /v1/enrollments/{id}", await client.PatchAsync($"v1/enrollments/{id}", new { status = "REJECTED" })),
            ("patch /v1/enrollments/{id}", await client.PatchAsync($"v1/enrollments/{id}", new { status = "x" })),
            ("get /events", await client.GetAsync("events?limit=1000")),
            ("get /events", await client.GetAsync($"events?after={last}&limit=1&wait=1")),
            ("get /events", await client.GetAsync($"events?after={await LastPositionAsync(direct)}&wait=1")),
            ("get /events", await client.GetAsync($"events?after={NotYet(last)}")),
            ("get /events", await client.GetAsync("events?after=x")),
            ("get /events", await nobody.GetAsync("events")),
            ("post /webhook-endpoints", await client.PostAsync("webhook-endpoints", new { url = "https://receiver.invalid/2" })),
            ("post /webhook-endpoints", await client.PostAsync("webhook-endpoints", new { url = "ftp://example.org" })),
            ("get /webhook-endpoints", await client.GetAsync("webhook-endpoints")),
            ("get /webhook-endpoints/{id}", await client.GetAsync(hook)),
            ("patch /webhook-endpoints/{id}", await client.PatchAsync(hook, new { disabled = true })),
            ("patch /webhook-endpoints/{id}", await client.PatchAsync(hook, new { url = "ftp://example.org" })),
            ("post /webhook-endpoints/{id}/rotate", await client.PostAsync($"{hook}/rotate", new { })),
            ("get /webhook-endpoints/{id}/deliveries", await DeliveriesAsync(client, hook)),
            ("get /webhook-endpoints/{id}/deliveries", await client.GetAsync($"{hook}/deliveries?limit=x")),
            ("post /webhook-endpoints/{id}/deliveries/{delivery}/redeliver", await client.PostAsync($"{hook}/deliveries/none/redeliver", new { })),
            .. await RedeliverAsync(client, hook),
            .. await DeleteAllAsync(client),
            ("get /participations/{id}", await client.GetAsync($"participations/{id}")),
            ("get /diagram.svg", await nobody.GetAsync("diagram.svg")),
            ("get /diagram.dot", await nobody.GetAsync("diagram.dot")),
            ("get /openapi/v1.json", await nobody.GetAsync("openapi/v1.json")),
            ("get /health/live", await nobody.GetAsync("health/live")),
            ("get /health/ready", await nobody.GetAsync("health/ready")),
        ];
    }

    private static async Task<string> LastPositionAsync(ServiceClient client)
    {
        string? after = null;
        while (true)
        {
            Reply page = await client.GetAsync($"events?limit=1000{(after is null ? "" : $"&after={after}")}");
            if (page.Json["data"]!.AsArray().Count == 0)
                return page["next"]!;
            after = page["next"];
        }
    }

    /// <summary>A position that the database has not come to: as if it had lost what came after a backup.</summary>
    private static string NotYet(string position) => $"00ff{position[4..]}";

    /// <summary>The deliveries, once the event that this made has one.</summary>
    private static async Task<Reply> DeliveriesAsync(ServiceClient client, string hook)
    {
        Reply page = await client.GetAsync($"{hook}/deliveries");
        for (int tries = 0; tries < 100 && page.Json["data"]!.AsArray().Count == 0; tries++)
        {
            await Task.Delay(100);
            page = await client.GetAsync($"{hook}/deliveries");
        }

        return page;
    }

    /// <summary>Delivers one again: of an endpoint that is disabled, and then of one that is not.</summary>
    private static async Task<List<(string Operation, Reply Reply)>> RedeliverAsync(ServiceClient client, string hook)
    {
        const string Operation = "post /webhook-endpoints/{id}/deliveries/{delivery}/redeliver";
        string delivery = $"{hook}/deliveries/{(await DeliveriesAsync(client, hook)).Json["data"]![0]!["id"]}/redeliver";
        Reply disabled = await client.PostAsync(delivery, new { });
        Reply enabled = await client.PatchAsync(hook, new { disabled = false });
        return [(Operation, disabled), ("patch /webhook-endpoints/{id}", enabled), (Operation, await client.PostAsync(delivery, new { }))];
    }

    /// <summary>Deletes all endpoints of webhooks: nothing is sent while other tests run.</summary>
    private static async Task<List<(string Operation, Reply Reply)>> DeleteAllAsync(ServiceClient client)
    {
        List<(string, Reply)> replies = [];
        foreach (System.Text.Json.Nodes.JsonNode? endpoint in (await client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray())
            replies.Add(("delete /webhook-endpoints/{id}", await client.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{endpoint!["id"]}", body: null)));
        replies.Add(("delete /webhook-endpoints/{id}", await client.SendAsync(HttpMethod.Delete, "webhook-endpoints/none", body: null)));
        return replies;
    }
}

using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>Three silos of one cluster: whichever is asked, the answer is the same.</summary>
[Collection(OwnServices.CollectionOfSilos)]
public sealed class ThreeSilosTests(OwnServices services)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task What_one_silo_wrote_the_others_answer_to_the_byte_and_go_on_with()
    {
        RunningService[] silos = await services.StartClusterAsync();
        try
        {
            ServiceClient[] clients = [.. silos.Select(silo => silo.Client())];
            object request = new { device_id = silos[0].NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
            Reply made = await clients[0].PostAsync("vpp-participations", request, ("Idempotency-Key", "\"enrol\""));
            Assert.Equal(HttpStatusCode.Created, made.Status);
            string id = made["id"]!;
            Assert.All(await FromEachAsync(client => client.PostAsync("vpp-participations", request, ("Idempotency-Key", "\"enrol\""))), again => Assert.Equal((made.Status, made.Text), (again.Status, again.Text)));

            Reply last = made;
            foreach ((Trigger trigger, int index) in Configuration.From(ParticipationState.EnrolmentRequested).PathTo(ParticipationState.Active)!.Select((trigger, index) => (trigger, index)))
                last = await clients[index % clients.Length].PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName() }, ("If-Match", last.ETag!));
            Assert.Equal("ACTIVE", last["current_state"]);
            Assert.All(
                await FromEachAsync(client => client.PostAsync($"vpp-participations/{id}/events", new { @event = "CUSTOMER_PAUSED" }, ("If-Match", made.ETag!))),
                outdated => Assert.Equal(HttpStatusCode.PreconditionFailed, outdated.Status));

            foreach (string path in (string[])[$"vpp-participations/{id}", $"vpp-participations/{id}/history", $"vpp-participations/{id}/timeline", $"vpp-participations/{id}/next-actions", "vpp-participations?state=ACTIVE", "events?limit=100", $"v1/enrollments/{id}"])
            {
                Reply[] replies = await FromEachAsync(client => client.GetAsync(path));
                Assert.All(replies, reply => Assert.Equal((HttpStatusCode.OK, replies[0].Text, replies[0].ETag), (reply.Status, reply.Text, reply.ETag)));
            }

            async Task<Reply[]> FromEachAsync(Func<ServiceClient, Task<Reply>> ask) => await Task.WhenAll(clients.Select(ask));
        }
        finally
        {
            foreach (RunningService silo in silos)
                await silo.DisposeAsync();
        }
    }
}

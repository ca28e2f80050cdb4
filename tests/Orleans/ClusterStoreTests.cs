using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>The store over grains, used by a client of the cluster: everything crosses the wire.</summary>
[Collection(Clusters.Collection)]
public sealed class ClusterStoreTests(Clusters clusters)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [FactWith(Requirement.PostgreSql)]
    public async Task What_one_silo_has_acknowledged_every_silo_and_client_reads()
    {
        TestCluster cluster = await clusters.SharedAsync();
        StoredParticipation stored = await cluster.Store.ParticipationAsync(cluster.Now, ParticipationState.Active);
        string id = stored.Participation.Id;
        ChangeResult paused = await cluster.Of<IParticipationStore>(0).ApplyAsync(id, Trigger.CustomerPaused, cluster.Now, new ParticipationWrite { Actor = "a", Note = "n", ReasonCode = "R" });

        AcceptedChange accepted = Assert.IsType<AcceptedChange>(paused.Value);
        Transition transition = Assert.Single(accepted.Transitions);
        Assert.Equal(("a", "n", "R", Trigger.CustomerPaused), (transition.Actor, transition.Note, transition.ReasonCode, transition.Trigger));
        foreach (IParticipationStore store in (IParticipationStore[])[cluster.Store, cluster.Of<IParticipationStore>(0), cluster.Of<IParticipationStore>(1)])
        {
            StoredParticipation found = (await store.FindAsync(id, Mine)).Stored!;
            Assert.Equal(accepted.Stored.Participation, found.Participation);
            Assert.Equal(accepted.Stored.Version, found.Version);
            Assert.Equal(9, found.EventCount);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_transition_and_a_rejection_that_crossed_the_wire_are_equal_to_those_that_did_not()
    {
        TestCluster cluster = await clusters.SharedAsync();
        DateTimeOffset at = cluster.Now;
        StoredParticipation stored = await cluster.Store.ParticipationAsync(at);
        AcceptedChange accepted = Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(stored.Participation.Id, Trigger.ConsentRequested, at)).Value);

        TransitionResult here = stored.Participation.Apply(Trigger.ConsentRequested, at);
        Assert.Equal([here.Accepted!.Value.Transition], accepted.Transitions);
        Assert.Equal(here.Accepted!.Value.Participation, accepted.Stored.Participation);

        RejectedChange rejected = Assert.IsType<RejectedChange>((await cluster.Store.ApplyAsync(stored.Participation.Id, Trigger.DeviceWentLive, at)).Value);
        Assert.Equal(accepted.Stored.Participation.Apply(Trigger.DeviceWentLive, at).Rejection, rejected.Rejection.Value);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_request_repeated_with_its_key_is_done_once_and_answered_alike_by_whichever_silo()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string id = (await cluster.Store.ParticipationAsync(cluster.Now)).Participation.Id;
        var write = new ParticipationWrite { Key = new IdempotencyKey("acc_1:live", Guid.NewGuid().ToString(), "digest"), Memo = "memo" };
        AcceptedChange first = Assert.IsType<AcceptedChange>((await cluster.Of<IParticipationStore>(0).ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write)).Value);

        RepeatedRequest repeated = Assert.IsType<RepeatedRequest>((await cluster.Store.ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write)).Value);
        Assert.Equal(first.Stored.Version, repeated.First.AsT0.Stored.Version);
        Assert.Equal(first.Transitions, repeated.First.AsT0.Transitions);
        Assert.Equal("memo", repeated.Memo);
        Assert.IsType<KeyReused>((await cluster.Store.ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write with { Key = new IdempotencyKey(write.Key.Scope, write.Key.Key, "other") })).Value);
        Assert.Equal(2, (await cluster.Store.HistoryAsync(id)).Entries.Count);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_host_decides_where_it_is_upon_what_is_stored_and_again_when_that_has_moved_on()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string id = (await cluster.Store.ParticipationAsync(cluster.Now)).Participation.Id;
        var seen = new List<ParticipationState>();
        ChangeResult result = await cluster.Store.ChangeAsync(id, stored =>
        {
            seen.Add(stored.Participation.CurrentState);
            // Somebody else is faster, behind the activation's back.
            if (seen.Count == 1)
                Local(cluster, 1).ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, null, default).GetAwaiter().GetResult();
            return Decision.Fire(stored.Participation.CurrentState == ParticipationState.AwaitingConsent ? Trigger.ConsentGranted : Trigger.ConsentRequested, cluster.Now).WithHostData("kept");
        });

        Assert.Equal([ParticipationState.EnrolmentRequested, ParticipationState.AwaitingConsent], seen);
        AcceptedChange accepted = Assert.IsType<AcceptedChange>(result.Value);
        Assert.Equal((ParticipationState.AwaitingTelemetry, "kept"), (accepted.Stored.Participation.CurrentState, accepted.Stored.HostData));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task An_activation_that_another_has_overtaken_writes_over_what_is_stored_and_nothing_is_lost()
    {
        TestCluster cluster = await clusters.SharedAsync();
        StoredParticipation stored = await cluster.Store.ParticipationAsync(cluster.Now, ParticipationState.Active);
        string id = stored.Participation.Id;
        // As an activation of a split cluster would: another silo's store, without the grain.
        Assert.IsType<AcceptedChange>((await Local(cluster, 1).ApplyAsync(id, Trigger.CustomerPaused, cluster.Now, null, default)).Value);

        AcceptedChange accepted = Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(id, Trigger.OperatorPaused, cluster.Now)).Value);
        Assert.Equal(stored.Version.Number + 2, accepted.Stored.Version.Number);
        Assert.Equal([SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest], accepted.Stored.Participation.SuspensionReasons.Order());
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Every_other_result_comes_back_as_it_is()
    {
        TestCluster cluster = await clusters.SharedAsync();
        IParticipationStore store = cluster.Store;
        StoredParticipation stored = await store.ParticipationAsync(cluster.Now, device: "dev_results");
        string id = stored.Participation.Id;

        Assert.Equal(new ParticipationNotFound("vpp_none"), (await store.ApplyAsync("vpp_none", Trigger.ConsentRequested, cluster.Now)).Value);
        Assert.Equal(new ParticipationNotFound(""), (await store.FindAsync("")).Value);
        Assert.IsType<ParticipationNotFound>((await store.ChangeAsync(id, _ => throw new InvalidOperationException(), new ParticipationWrite { Within = new("acc_2", true) })).Value);
        Assert.IsType<VersionConflict>((await store.ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, new ParticipationWrite { IfVersion = [new(7, 7)] })).Value);
        Assert.IsType<VersionConflict>((await store.ChangeAsync(id, _ => throw new InvalidOperationException(), new ParticipationWrite { IfVersion = [new(7, 7)] })).Value);
        Assert.Equal(new IdentifierTaken(id), (await store.CreateAsync(Given.Requested(id, cluster.Now))).Value);
        Assert.Equal(new AlreadyParticipating(id, "acc_1"), (await store.CreateAsync(Given.Requested(Given.NewId(), cluster.Now, "dev_results"))).Value);
        Assert.Equal(new AlreadyParticipating(id, "acc_1"), await store.FindOpenAsync("dev_results", "vpr_1"));
        Assert.Equal(new HostRejection("ON_HOLD", IsFinal: true, "data"), Assert.IsType<RejectedChange>((await store.ChangeAsync(id, _ => Decision.Reject(new HostRejection("ON_HOLD", true, "data")))).Value).Rejection.Value);
        Assert.Equal("p", Assert.IsType<AcceptedChange>((await store.AmendAsync(id, details => details with { ProviderReferenceId = "p" })).Value).Stored.Participation.Details.ProviderReferenceId);

        Assert.IsType<AcceptedChange>((await store.ApplyAsync(id, Trigger.UnrecoverableError, cluster.Now)).Value);
        Assert.IsType<AmendmentRejection>(Assert.IsType<RejectedChange>((await store.AmendAsync(id, details => details with { ProviderReferenceId = "q" })).Value).Rejection.Value);
        Assert.Equal(id, await store.FindEndedAsync("dev_results", "vpr_1", Mine));
        VisitPage visits = await store.VisitsAsync(id);
        Assert.Equal([ParticipationState.EnrolmentRequested, ParticipationState.Failed], visits.Visits.Select(visit => visit.State));
        HistoryPage history = await store.HistoryAsync(id, after: 1, limit: 1);
        Assert.Equal((2, true), (history.Entries[0].Sequence, history.HasMore));

        StoredParticipation second = await store.ParticipationAsync(cluster.Now, device: "dev_results");
        StoredPage page = Assert.IsType<StoredPage>((await store.ListAsync(new ParticipationListQuery("dev_results", limit: 1), Mine)).Value);
        Assert.Equal([second.Participation], page.Page.Items);
        Assert.True(page.Page.HasMore);
        Assert.IsType<UnknownCursor>((await store.ListAsync(new ParticipationListQuery("dev_results", startingAfter: "vpp_none"))).Value);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Within_a_silo_a_call_passes_the_values_themselves()
    {
        TestCluster cluster = await clusters.SharedAsync();
        IParticipationStore store = cluster.Of<IParticipationStore>(0);
        var requested = Given.Requested(Given.NewId(), cluster.Now);
        AcceptedChange created = Assert.IsType<AcceptedChange>((await store.CreateAsync(requested)).Value);

        Assert.Same(requested, created.Stored.Participation);
        Assert.Same(created.Stored, (await store.FindAsync(requested.Id)).Stored);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Statements_of_the_host_are_written_with_it_and_a_fault_in_them_undoes_all()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string id = (await cluster.Store.ParticipationAsync(cluster.Now)).Participation.Id;
        IParticipationDatabase database = cluster.Of<IParticipationDatabase>(0);
        await database.ExecuteAsync([new SqlStatement("CREATE TABLE IF NOT EXISTS parcel (id TEXT PRIMARY KEY, count BIGINT)")]);
        var write = new ParticipationWrite { Also = [new SqlStatement("INSERT INTO parcel (id, count) VALUES ($1, $2)", id, 3L)] };

        Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write)).Value);
        var fault = await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => cluster.Store.ApplyAsync(id, Trigger.ConsentGranted, cluster.Now, write));

        Assert.True(database.IsUniqueViolation(fault));
        Assert.Contains("parcel_pkey", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ParticipationState.AwaitingConsent, (await cluster.Store.FindAsync(id)).Stored!.Participation.CurrentState);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Work_in_the_transaction_is_for_hosts_in_a_silo()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string id = (await cluster.Store.ParticipationAsync(cluster.Now)).Participation.Id;
        bool ran = false;
        var write = new ParticipationWrite
        {
            InTransaction = (_, _, _) =>
            {
                ran = true;
                return Task.CompletedTask;
            },
        };

        await Assert.ThrowsAsync<NotSupportedException>(() => cluster.Store.ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write));
        Assert.IsType<AcceptedChange>((await cluster.Of<IParticipationStore>(0).ApplyAsync(id, Trigger.ConsentRequested, cluster.Now, write)).Value);
        Assert.True(ran);
        Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(id, Trigger.ConsentGranted, cluster.Now)).Value);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_participation_is_activated_on_the_silo_that_its_first_request_came_to()
    {
        TestCluster cluster = await clusters.SharedAsync();
        foreach (int silo in (int[])[0, 1])
        {
            string id = (await cluster.Of<IParticipationStore>(silo).ParticipationAsync(cluster.Now)).Participation.Id;
            Assert.True(cluster.Cluster.TryGetGrainContext(cluster.Cluster.Client.GetGrain<IParticipationGrain>(id).GetGrainId(), out IGrainContext? context));
            Assert.Equal(cluster.Cluster.Silos[silo].SiloAddress, context.Address.SiloAddress);
        }
    }

    private static Vpp.Lifecycle.Hosting.Storage.ParticipationStore Local(TestCluster cluster, int silo) => cluster.Of<Vpp.Lifecycle.Hosting.Storage.ParticipationStore>(silo);
}

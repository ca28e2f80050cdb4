using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Docs;

/// <summary>The code of docs/hosting.md, of the guide's part on storing and of the package's page.</summary>
public sealed class HostingGuide : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-guide-");
    private readonly List<string> _shown = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_host_keeps_participations()
    {
        string file = Path.Combine(_folder.FullName, "participations.db");
        ParticipationDetails details = Given.Details("vpp_1");
        DateTimeOffset now = DateTimeOffset.UtcNow;

        #region hosting-start
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddParticipations(options => options.UseSqlite(file));            // or options.UsePostgres(connectionString)
        using IHost host = builder.Build();
        await host.StartAsync();                                                           // makes the schema; deadlines fall due from now on
        var store = host.Services.GetRequiredService<IParticipationStore>();
        #endregion

        #region hosting-apply
        CreateResult created = await store.CreateAsync(Participation.Request(details, MeterAccess.Required, now));
        Show(created.Match(
            accepted => $"created: {accepted.Stored}",
            already => $"The device takes part already, in {already.ParticipationId}.",
            taken => $"There is a {taken.Id} already.",
            repeated => "The same request came before.",                                   // this and the next: only with a key of yours
            reused => "The key came with another request.",
            contended => "Others are writing; try again."));

        ChangeResult result = await store.ApplyAsync(details.Id, Trigger.ConsentRequested, now, new ParticipationWrite { Actor = "customer app" });
        Show(result.Value switch
        {
            AcceptedChange accepted => $"{accepted.Outcome}: {accepted.Stored.Participation.CurrentState}, version {accepted.Stored.Version.Number}",
            RejectedChange { Rejection.Value: Rejection rejection } => rejection.ToString(),  // why, and what is permitted here; nothing is thrown
            ParticipationNotFound => "There is none.",
            Contended => "Others keep changing it; try again.",
            var other => $"{other}",                                                       // the others take a condition or a key of yours
        });
        #endregion
        Assert.Matches("^created: vpp_1 1-[0-9a-f]{16}$", _shown[0]);
        Assert.Equal(["Transitioned: AwaitingConsent, version 2"], _shown.Skip(1));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_repeats_and_writes_its_own_rows_with_a_change()
    {
        var services = new ServiceCollection();
        #region hosting-migrations
        services.AddParticipations(options => options
            .UseSqlite(Path.Combine(_folder.FullName, "shop.db"))
            .AddMigrations("shop", typeof(HostingGuide).Assembly, "Shop/"));               // embedded resources Shop/001_….sql, Shop/002_….sql, …
        #endregion
        await using ServiceProvider provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IParticipationStore>();
        await store.CreateAsync(Given.Requested("vpp_1", DateTimeOffset.UtcNow));
        (string id, DateTimeOffset occurredAt, string eventId, string body) = ("vpp_1", DateTimeOffset.UtcNow, "evt_7", "{}");
        StoredParticipation seen = (await store.FindAsync(id)).Stored!;
        ParticipationVersion ifMatch = seen.Version;

        #region hosting-write
        var write = new ParticipationWrite
        {
            Actor = "feed",
            IfVersion = [ifMatch],                                                         // of an If-Match header; leave it out for any
            Key = new IdempotencyKey("acc_1:live", eventId, Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)))),
            Also = [new("INSERT INTO parcel (id, count) VALUES ($1, $2)", eventId, 1)],     // your own table, in the same transaction
        };
        ChangeResult first = await store.ApplyAsync(id, Trigger.ConsentRequested, occurredAt, write);
        ChangeResult again = await store.ApplyAsync(id, Trigger.ConsentRequested, occurredAt, write);   // writes nothing
        AcceptedChange same = ((RepeatedRequest)again.Value).First.AsT0;
        #endregion
        Assert.True(first.TryPickAccepted(out AcceptedChange? accepted));
        Assert.Equal((accepted.Stored.Version, accepted.Outcome), (same.Stored.Version, same.Outcome));

        #region hosting-decide
        ChangeResult paused = await store.ChangeAsync(id, stored => stored.HostData == "on hold"
            ? Decision.Reject(new HostRejection("ON_HOLD", IsFinal: false))                  // your own rule, on what is stored now
            : Decision.Fire(Trigger.ConsentGranted, occurredAt).WithHostData("consent by mail"));
        #endregion
        Assert.Equal("consent by mail", paused.AsT0.Stored.HostData);

        List<FeedEntry> told = [];
        using var stop = new CancellationTokenSource();
        var feed = provider.GetRequiredService<IParticipationFeed>();
        string? text = null;
        Func<FeedEntry, Task> tellOthersAsync = entry =>
        {
            told.Add(entry);
            if (told.Count == 3)
                stop.Cancel();
            return Task.CompletedTask;
        };
        try
        {
            #region hosting-feed
            FeedPosition? position = text is null ? null : FeedPosition.Parse(text);           // null: from the oldest entry that is kept
            try
            {
                await foreach (FeedEntry entry in feed.SubscribeAsync(position, cancellation: stop.Token))
                {
                    await tellOthersAsync(entry);                                          // entry.Event, entry.Transition, entry.Stored as of then
                    text = entry.Position.ToString();                                      // store it: after a crash, go on from here
                }
            }
            catch (FeedPositionNotKeptException gone)
            {
                Show(gone.Message);                                                        // entries are missing: make the output anew from the store,
                text = gone.NotKept.Oldest.ToString();                                     // then go on from here
            }
            #endregion
        }
        catch (OperationCanceledException)
        {
            Assert.Equal([FeedEntryKind.Created, FeedEntryKind.StateChanged, FeedEntryKind.StateChanged], told.Select(entry => entry.Kind));
        }
    }

    private void Show(string line) => _shown.Add(line);
}

using EntityFramework;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle;

// Usage: EntityFramework FILE. Enrols a device whose customer has a second to consent, and prints what becomes of it.
await using ServiceProvider services = new ServiceCollection()
    .AddDbContextFactory<EnrolmentContext>(options => options.UseSqlite($"Data Source={args[0]}"))
    .AddSingleton(new LifecycleTimers { ConsentDecision = TimeSpan.FromSeconds(1) })
    .AddSingleton(TimeProvider.System)
    .AddSingleton<EnrolmentStore>()
    .BuildServiceProvider();
await using EnrolmentContext context = services.GetRequiredService<EnrolmentContext>();
await context.Database.EnsureCreatedAsync();
var store = services.GetRequiredService<EnrolmentStore>();

string id = $"vpp_{Guid.NewGuid():n}";
await store.CreateAsync(new ParticipationDetails { Id = id, DeviceId = "dev_1", LocationId = "loc_1" }, MeterAccess.NotRequired);
Console.WriteLine((await store.DeliverAsync(id, Trigger.DeviceWentLive, TimeProvider.System.GetUtcNow()))!.Rejection);
await store.DeliverAsync(id, Trigger.ConsentRequested, TimeProvider.System.GetUtcNow());
while (await store.AdvanceAsync() == 0)                            // in a service: a BackgroundService
    await Task.Delay(TimeSpan.FromMilliseconds(100));
foreach (EnrolmentEvent row in (await context.Enrolments.Include(row => row.Events).SingleAsync(row => row.Id == id)).Events)
    Console.WriteLine(row.Happened is TriggerFired fired ? fired.Trigger.ToWireName() : "ENROLMENT_REQUESTED");

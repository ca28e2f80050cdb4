using EntityFramework;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Vpp.Lifecycle.Tests.Samples;

public sealed class EntityFrameworkTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-ef-");
    private readonly FakeTimeProvider _clock = new(Monday);
    private readonly Meanwhile _meanwhile = new();
    private readonly ServiceProvider _services;
    private readonly EnrolmentStore _store;

    public EntityFrameworkTests()
    {
        _services = new ServiceCollection()
            .AddDbContextFactory<EnrolmentContext>(options => options.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "enrolments.db")};Pooling=False").AddInterceptors(_meanwhile))
            .AddSingleton(new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(14) })
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<EnrolmentStore>()
            .BuildServiceProvider();
        _store = _services.GetRequiredService<EnrolmentStore>();
    }

    public async Task InitializeAsync()
    {
        await using EnrolmentContext context = await NewContextAsync();
        await context.Database.EnsureCreatedAsync();
        await _store.CreateAsync(new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" }, MeterAccess.NotRequired);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_change_is_read_back_with_its_columns_and_its_events()
    {
        DeliveryResult? asked = await _store.DeliverAsync("vpp_1", Trigger.ConsentRequested, Monday, "test");

        Enrolment stored = await ReadAsync();
        Assert.Equal(asked!.Participation, stored.Participation);
        Assert.Equal((stored.Participation.Configuration.Code, Monday.AddDays(14)), (stored.Configuration, stored.NextDueAt));
        Assert.Equal(
            [nameof(ParticipationRequested), "TriggerFired: test"],
            stored.Events.OrderBy(row => row.Position).Select(row => row.Happened is TriggerFired fired ? $"{nameof(TriggerFired)}: {fired.Actor}" : row.Happened.GetType().Name));
        Assert.Equal(stored.Participation, Participation.Replay((ParticipationRequested)stored.Events[0].Happened, stored.Events.Skip(1).Select(row => row.Happened)));
    }

    [Fact]
    public async Task What_is_rejected_writes_nothing()
    {
        Guid before = (await ReadAsync()).Version;
        DeliveryResult? early = await _store.DeliverAsync("vpp_1", Trigger.DeviceWentLive, Monday);

        Assert.Equal(RejectionCode.NotYetPermitted, early!.Rejection!.Code);
        Enrolment stored = await ReadAsync();
        Assert.Equal((before, 1), (stored.Version, stored.Events.Count));
        Assert.Null(await _store.DeliverAsync("vpp_none", Trigger.ConsentRequested, Monday));
    }

    [Fact]
    public async Task Whoever_meets_another_writer_decides_anew()
    {
        await _store.DeliverAsync("vpp_1", Trigger.ConsentRequested, Monday);
        _meanwhile.Once = () => _store.DeliverAsync("vpp_1", Trigger.ConsentGranted, Monday);

        DeliveryResult? result = await _store.DeliverAsync("vpp_1", Trigger.TelemetryReceived, Monday);

        Assert.Equal(ParticipationState.ConfirmingDispatch, result!.Participation.CurrentState);
        Enrolment stored = await ReadAsync();
        Assert.Equal(4, stored.Events.Count);
    }

    [Fact]
    public async Task A_deadline_falls_due_at_its_own_time()
    {
        await _store.DeliverAsync("vpp_1", Trigger.ConsentRequested, Monday);
        _clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(0, await _store.AdvanceAsync());
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await _store.AdvanceAsync());
        Enrolment stored = await ReadAsync();
        Assert.Equal((ParticipationState.Failed, Monday.AddDays(14), null), (stored.Participation.CurrentState, stored.Participation.EnteredAt, stored.NextDueAt));
        Assert.Equal(0, await _store.AdvanceAsync());
    }

    [Fact]
    public async Task The_program_prints_what_becomes_of_a_device()
    {
        ProgramRun run = await ProgramRun.SucceedingAsync("dotnet", [SampleBuild.PathOf("EntityFramework"), Path.Combine(_folder.FullName, "story.db")]);

        Assert.StartsWith("DEVICE_WENT_LIVE is not permitted in ENROLMENT_REQUESTED", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("ENROLMENT_REQUESTED\nCONSENT_REQUESTED\nCONSENT_WITHHELD\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MinimalHost")]
    [InlineData("EntityFramework")]
    public void A_sample_has_no_more_than_200_lines(string sample) =>
        Assert.InRange(Directory.EnumerateFiles(Repository.PathOf($"samples/{sample}")).Sum(file => File.ReadLines(file).Count()), 1, 200);

    private async Task<EnrolmentContext> NewContextAsync() => await _services.GetRequiredService<IDbContextFactory<EnrolmentContext>>().CreateDbContextAsync();

    private async Task<Enrolment> ReadAsync()
    {
        await using EnrolmentContext context = await NewContextAsync();
        return await context.Enrolments.Include(row => row.Events).SingleAsync();
    }

    /// <summary>Lets somebody else write between the reading and the writing of a change.</summary>
    private sealed class Meanwhile : SaveChangesInterceptor
    {
        public Func<Task>? Once { get; set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            (Func<Task>? once, Once) = (Once, null);
            if (once is not null)
                await once();
            return result;
        }
    }
}

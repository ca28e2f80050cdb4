using System.Globalization;
using System.Net;
using EnrolmentService;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A service in the process of the tests, with the tests' directory, whose database and clock do what a test asks for.</summary>
internal sealed class SeededService : IAsyncDisposable
{
    private static readonly string[] WebhookTables = ["webhook_endpoint", "webhook_fan_out", "webhook_message", "webhook_delivery"];

    private readonly WebApplication _app;

    private readonly Uri _address;
    private readonly IReadOnlyDictionary<string, string> _keys;

    private SeededService(WebApplication app, ShiftedClock clock, Uri address, IReadOnlyDictionary<string, string> keys)
    {
        _app = app;
        _address = address;
        _keys = keys;
        Clock = clock;
        Client = ClientOf("one-live");
    }

    public IServiceProvider Services => _app.Services;

    public SeededDatabase Database => (SeededDatabase)_app.Services.GetRequiredService<Database>();

    public ShiftedClock Clock { get; }

    /// <summary>Has the key "one-live".</summary>
    public ServiceClient Client { get; }

    public static async Task<SeededService> StartAsync(string connectionString, params string[] settings)
    {
        var clock = new ShiftedClock();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}");
        WebApplication app = ServiceHost.Build(
            ["--urls", address, $"--Service:Database={connectionString}", "--Logging:LogLevel:Default=None", .. settings],
            services => services
                .Replace(ServiceDescriptor.Singleton<Database>(provider =>
                    new SeededDatabase(Hosting.Sql.Database.Open(provider.GetRequiredService<IOptions<ParticipationOptions>>().Value, NullLoggerFactory.Instance))))
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await ServiceHost.PrepareAsync(app);
        IReadOnlyDictionary<string, string> keys = await TestDirectory.ImportAsync(app);
        await app.StartAsync();
        return new SeededService(app, clock, new Uri(address), keys);
    }

    /// <summary>A client with the key of a label, of those that the import has made.</summary>
    public ServiceClient ClientOf(string label) => new(_address, _keys[label]);

    /// <summary>Enrols a device, by its number; gives the participation's identifier.</summary>
    public async Task<string> EnrolAsync(int device)
    {
        Reply reply = await PostAsync(device, Guid.NewGuid().ToString());
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return reply["id"]!;
    }

    /// <summary>Asks to enrol a device.</summary>
    public Task<Reply> PostAsync(int device, string key) => Client.PostAsync(
        "vpp-participations",
        new { device_id = TestDirectory.Device("one", true, device), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider },
        ("Idempotency-Key", key));

    /// <summary>Remembers what is committed, its events' positions included.</summary>
    /// <param name="withWebhooks">Not where those are kept in another database.</param>
    public async Task RememberAsync(bool withWebhooks = true)
    {
        await Services.GetRequiredService<IParticipationFeed>().EndAsync();
        await ExecuteAsync(LostCommits.Remember(withWebhooks ? WebhookTables : []));
    }

    /// <summary>The database loses all that was committed since <see cref="RememberAsync"/>, as when a standby takes over.</summary>
    /// <param name="withWebhooks">As it was remembered.</param>
    public Task LoseAsync(bool withWebhooks = true) => ExecuteAsync(LostCommits.Lose(Database.Name == "sqlite", withWebhooks ? WebhookTables : []));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task<int> ExecuteAsync(IEnumerable<string> statements) => Database.ExecuteAsync([.. statements.Select(sql => new SqlStatement(sql))], CancellationToken.None);
}

using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnrolmentService.Cluster;
using EnrolmentService.Demo;
using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Events;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Imports;
using EnrolmentService.Operator;
using EnrolmentService.Pages;
using EnrolmentService.Pages.Languages;
using EnrolmentService.Pages.Status;
using EnrolmentService.Stored;
using EnrolmentService.Telemetry;
using EnrolmentService.Webhooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    /// <param name="args">Settings as command-line arguments.</param>
    /// <param name="replace">For hosts that put other services in place of some, as the tests' faulty one does.</param>
    /// <param name="serves">Whether it is going to serve: a command is no silo, and works on the database.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null, bool serves = true)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (!builder.Environment.IsDevelopment())
            builder.Logging.ClearProviders().AddJsonConsole(console => console.IncludeScopes = true);
        // What keeps the host from starting is told on standard error, in a line and not in a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        UnknownSettings.Reject(builder.Configuration);
        builder.AddTelemetryExport();
        AddServices(builder.Services, builder.Configuration);
        if (serves)
            builder.AddCluster();
        else
            builder.AddClusterDatabases();
        AddHttp(builder.Services);
        replace?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(Limit);
        WebApplication app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        app.MapCluster();
        return app;
    }

    /// <summary>Migrates the schema and loads what all requests need.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot work.</exception>
    /// <exception cref="UnusableDatabaseException">The database does not fit.</exception>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellation = default)
    {
        await ReadSettings(app.Services).PrepareAsync(cancellation);
        await app.Services.GetRequiredService<StatusLinks>().LoadAsync(cancellation);
    }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="UnusableSettingException">The address is not one.</exception>
    public static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (FormatException fault)
        {
            throw new UnusableSettingException(fault.Message, fault);
        }
    }

    /// <summary>Makes what reads the settings, so that they are found out here and not by a request.</summary>
    private static IParticipationUpkeep ReadSettings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<ParticipationRules>();
            services.GetRequiredService<Readers>();
            services.GetRequiredService<SecretVault>();
            return services.GetRequiredService<IParticipationUpkeep>();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            throw new UnusableSettingException(fault.Message, fault);
        }
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<ServiceOptions>().Bind(configuration.GetSection("Service")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ParticipationRules>();
        services.AddParticipations((store, provider) =>
        {
            ServiceOptions options = provider.GetRequiredService<IOptions<ServiceOptions>>().Value;
            store.UseDatabase(RequireDatabase(options.Database)).AddMigrations("enrolment-service", typeof(ServiceHost).Assembly, "Migrations/")
                .AddMigrations(WebhookServices.MigrationsName, typeof(ServiceHost).Assembly, WebhookServices.MigrationsPrefix);
            store.Timers = provider.GetRequiredService<ParticipationRules>().Timers;
            store.DeadlinePolling = options.DeadlinePolling;
            store.RememberedParticipations = options.RememberedParticipations;
            store.BulkBatch = options.BulkBatch;
            store.IdempotencyKeptFor = options.IdempotencyKeptFor;
            store.FeedKeptFor = options.FeedKeptFor;
        });
        services.AddSingleton<UnreadableRows>();
        services.AddSingleton<ParticipationAnswers>();
        services.AddSingleton<DirectoryStore>();
        services.AddSingleton<SiteStore>();
        services.AddSingleton<DirectoryImport>();
        services.AddSingleton<GroupWalk>();
        services.AddSingleton<ImportDirectory>();
        services.AddSingleton<ParticipationImport>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<OpenPaths>();
        services.AddSingleton<StatusLinkStore>();
        services.AddSingleton<StatusLinks>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusLinks>());
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<Readers>();
        services.AddSingleton<DemoData>();
        services.AddSingleton<EventWaiters>();
        services.AddWebhooks(configuration.GetSection("Service:Webhooks"));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    /// <exception cref="UnusableSettingException">It names no database.</exception>
    private static string RequireDatabase(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return settings.ContainsKey("Host") || settings.ContainsKey("Data Source")
            ? connectionString
            : throw new UnusableSettingException("Service:Database names no database. Allowed: \"Data Source=FILE\" for SQLite, \"Host=…;Database=…\" for PostgreSQL.");
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.AddWebEncoders();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddDescription();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        // The first that can write an error does.
        services.AddSingleton<IProblemDetailsWriter, FlipProblemWriter>();
        services.AddSingleton<IProblemDetailsWriter, OperatorProblemWriter>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<FaultHandler>();
        // Without data protection, which would write keys of its own beside the program and protect nothing here.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = ApiKeyHandler.SchemeName;
            authentication.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
        });
        services.AddTransient<ApiKeyHandler>();
        services.AddOperatorPages();
        // Every endpoint asks for a key unless it says AllowAnonymous: a new one is closed by default, and so is an address that there is not.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(ApiKeyHandler.SchemeName).RequireAuthenticatedUser().Build());
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ServiceOptions>>((limits, options) => RateLimits.Configure(limits, options.Value));
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ServiceOptions>>((timeouts, options) =>
        {
            timeouts.DefaultPolicy = Timeout(options.Value.RequestTimeout);
            timeouts.AddPolicy(BulkEndpoint.TimeoutPolicy, Timeout(options.Value.BulkTimeout));
            timeouts.AddPolicy(EventsEndpoint.TimeoutPolicy, Timeout(options.Value.RequestTimeout + TimeSpan.FromSeconds(EventQuery.LongestWait)));
        });
    }

    private static RequestTimeoutPolicy Timeout(TimeSpan after) => new()
    {
        Timeout = after,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => Problems.TimedOut.ExecuteAsync(context),
    };

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.Limit;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.UseTelemetryExport();
        app.UseRouting();
        // An empty handler: FaultHandler answers everything.
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages();
        // The time runs while a body comes in and while a request waits for its turn, too.
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
        // A body is read before its request takes a turn: who sends slowly keeps nobody waiting.
        app.Use(RequestBody.ReadAsync);
        app.Use(RateLimits.TellOfTimeOutAsync);
        app.UseRateLimiter();
    }

    private static void MapEndpoints(WebApplication app)
    {
        CreateEndpoint.Map(app);
        ReadEndpoints.Map(app);
        AmendEndpoint.Map(app);
        EventEndpoint.Map(app);
        PastEndpoints.Map(app);
        NextActionsEndpoint.Map(app);
        BulkEndpoint.Map(app);
        CountsEndpoint.Map(app);
        ImportEndpoint.Map(app);
        EnrollmentListEndpoint.Map(app);
        EnrollmentEndpoints.Map(app);
        EventsEndpoint.Map(app);
        WebhookApi.Map(app);
        StatusPageEndpoint.Map(app);
        app.MapOperatorPages();
        PublicEndpoints.Map(app);
        HealthEndpoints.Map(app);
        app.MapDescription();
    }
}

using EnrolmentService.Deadlines;
using EnrolmentService.Demo;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Pages;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using EnrolmentService.Telemetry;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace EnrolmentService;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    /// <param name="args">Settings as command-line arguments.</param>
    /// <param name="replace">For hosts that put other services in place of some, as the tests' faulty one does.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
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
        AddServices(builder.Services, builder.Configuration);
        replace?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(Limit);
        WebApplication app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    /// <summary>Migrates the schema and loads what all requests need.</summary>
    /// <exception cref="UnusableException">A setting cannot work, or the database does not fit.</exception>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellation = default)
    {
        Database database = ReadSettings(app.Services);
        int version = await Migrator.MigrateAsync(database, app.Services.GetRequiredService<TimeProvider>(), cancellation);
        app.Services.GetRequiredService<ILogger<Database>>().DatabaseReady(database.Name, version);
        await app.Services.GetRequiredService<StatusLinks>().LoadAsync(cancellation);
    }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="UnusableException">The address is not one.</exception>
    public static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (FormatException fault)
        {
            throw new UnusableException(fault.Message, fault);
        }
    }

    /// <summary>Makes what reads the settings, so that they are found out here and not by a request.</summary>
    private static Database ReadSettings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<ParticipationRules>();
            return services.GetRequiredService<Database>();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            throw new UnusableException(fault.Message, fault);
        }
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<ServiceOptions>().Bind(configuration.GetSection("Service")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Database.Open(provider.GetRequiredService<IOptions<ServiceOptions>>().Value.Database, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ParticipationRules>();
        services.AddSingleton<RecentParticipations>();
        services.AddSingleton<ParticipationStatements>();
        services.AddSingleton<ParticipationStore>();
        services.AddSingleton<ParticipationQueries>();
        services.AddSingleton<BulkStore>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<DirectoryStore>();
        services.AddSingleton<DirectoryImport>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<OpenPaths>();
        services.AddSingleton<StatusLinks>();
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton<StatusPage>();
        services.AddSingleton<DemoData>();
        services.AddHostedService<DeadlineWorker>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));

        services.AddWebEncoders();
        services.AddExceptionHandler<FaultHandler>();
        services.AddSingleton(provider => RequestLimiter.Create(provider.GetRequiredService<IOptions<ServiceOptions>>().Value));
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ServiceOptions>>((timeouts, options) =>
        {
            timeouts.DefaultPolicy = Timeout(options.Value.RequestTimeout);
            timeouts.AddPolicy(BulkEndpoint.TimeoutPolicy, Timeout(options.Value.BulkTimeout));
        });
    }

    private static RequestTimeoutPolicy Timeout(TimeSpan after) => new()
    {
        Timeout = after,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => Errors.WriteAsync(context, Problems.TimedOut),
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
        app.Use(Head.AsGetAsync);
        app.UseRouting();
        // An empty handler: FaultHandler answers everything.
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => Errors.WriteStatusAsync(pages.HttpContext));
        // The time runs while a request waits for its turn, too.
        app.UseRequestTimeouts();
        app.UseMiddleware<RequestLimiter>();
        app.UseMiddleware<CallerMiddleware>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        CreateEndpoint.Map(app);
        ReadEndpoints.Map(app);
        AmendEndpoint.Map(app);
        EventEndpoint.Map(app);
        BulkEndpoint.Map(app);
        EnrollmentEndpoints.Map(app);
        StatusPageEndpoint.Map(app);
        PublicEndpoints.Map(app);
    }
}

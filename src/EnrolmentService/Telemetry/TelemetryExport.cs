using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EnrolmentService.Telemetry;

/// <summary>
/// Exports metrics, traces and logs by OpenTelemetry where the standard variables ask for it: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, those of a signal of its own,
/// <c>OTEL_TRACES_EXPORTER=otlp</c> and the like; <c>none</c> leaves a signal out, and <c>OTEL_SDK_DISABLED=true</c> all. Prometheus scrapes where a setting says so.
/// </summary>
internal static class TelemetryExport
{
    // Those of the participations' store, of ASP.NET Core, of the runtime and of the PostgreSQL driver.
    private static readonly string[] Meters =
        ["Vpp.Lifecycle.Hosting", Webhooks.WebhookMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql"];

    private static readonly string[] Sources = ["Vpp.Lifecycle.Hosting", "Npgsql"];

    public static void AddTelemetryExport(this WebApplicationBuilder builder)
    {
        ConfigurationManager configuration = builder.Configuration;
        Uri? prometheus = PrometheusAddress(configuration);
        bool isOff = string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);
        bool metrics = !isOff && IsAsked(configuration, "METRICS");
        bool traces = !isOff && IsAsked(configuration, "TRACES");
        if (!isOff && IsAsked(configuration, "LOGS"))
            builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter());
        if (!metrics && !traces && prometheus is null)
            return;

        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry();
        if (traces)
            telemetry.WithTracing(tracing => tracing.AddSource(Sources).AddAspNetCoreInstrumentation().AddOtlpExporter());
        if (metrics || prometheus is not null)
        {
            telemetry.WithMetrics(metering =>
            {
                metering.AddMeter(Meters);
                if (metrics)
                    metering.AddOtlpExporter();
                if (prometheus is not null)
                    metering.AddPrometheusExporter();
            });
        }

        if (prometheus is not null)
            builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, $"{configuration[WebHostDefaults.ServerUrlsKey]};{prometheus}");
    }

    /// <summary>Metrics for Prometheus, at an address of their own: no key opens them, and no other address has them.</summary>
    public static void UseTelemetryExport(this WebApplication app)
    {
        if (PrometheusAddress(app.Configuration) is { } address)
            app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == "/metrics" && context.Connection.LocalPort == address.Port);
    }

    private static Uri? PrometheusAddress(IConfiguration configuration)
    {
        string? setting = configuration[$"Service:{nameof(ServiceOptions.PrometheusUrl)}"];
        if (string.IsNullOrEmpty(setting))
            return null;
        return Uri.TryCreate(setting, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp && address.AbsolutePath == "/"
            ? address
            : throw new UnusableSettingException($"Service:{nameof(ServiceOptions.PrometheusUrl)} is {setting}. Allowed: an address to listen on, such as http://localhost:9464.");
    }

    private static bool IsAsked(ConfigurationManager configuration, string signal) => configuration[$"OTEL_{signal}_EXPORTER"] is { Length: > 0 } exporters
        ? exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.OrdinalIgnoreCase)
        : !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
}

namespace EnrolmentService.Webhooks;

/// <summary>Adds webhooks to the service.</summary>
internal static class WebhookServices
{
    public const string MigrationsName = "enrolment-webhooks";
    public const string MigrationsPrefix = "Webhooks/Migrations/";

    public static void AddWebhooks(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<WebhookOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SecretVault>();
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<FanOutStore>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<DeliverySlots>();
        services.AddSingleton<EndpointPump>();
        services.AddSingleton<WebhookUpkeep>();
        services.AddHostedService<FanOut>();
        services.AddHostedService<Dispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookUpkeep>());
    }
}

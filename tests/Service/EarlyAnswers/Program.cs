using EnrolmentService;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Service.EarlyAnswers;

return await CommandLine.RunAsync(args, services => services.Replace(ServiceDescriptor.Singleton<Database>(provider =>
{
    var database = Database.Open(provider.GetRequiredService<IOptions<ParticipationOptions>>().Value, NullLoggerFactory.Instance);
    return Environment.GetEnvironmentVariable("PLANTED_FAULT") == "OUTBOX_APART"
        ? new OutboxApartDatabase(database)
        : new EarlyDatabase(database, provider.GetRequiredService<IHostApplicationLifetime>());
})));

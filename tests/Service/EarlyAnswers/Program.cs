using EnrolmentService;
using EnrolmentService.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Tests.Service.EarlyAnswers;

return await CommandLine.RunAsync(args, services => services.Replace(ServiceDescriptor.Singleton<Database>(provider => new EarlyDatabase(
    Database.Open(provider.GetRequiredService<IOptions<ServiceOptions>>().Value.Database, provider.GetRequiredService<ILoggerFactory>()),
    provider.GetRequiredService<IHostApplicationLifetime>()))));

using System.Text.Json;
using MinimalHost;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
#region minimal-host
builder.Services.AddParticipations(options =>
{
    options.UseSqlite(builder.Configuration["Database"] ?? "participations.db");
    options.Timers = new LifecycleTimers { ConsentDecision = builder.Configuration.GetValue("ConsentDecision", TimeSpan.FromDays(14)) };
    options.DeadlinePolling = builder.Configuration.GetValue("DeadlinePolling", TimeSpan.FromSeconds(5));
});
#endregion
builder.Services.AddProblemDetails();
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
    json.SerializerOptions.AddVppLifecycle();
});

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
ParticipationEndpoints.Map(app.MapGroup("/participations"));
app.Run();

using System.Security.Cryptography;
using EnrolmentService.Directory;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary><c>POST /vpp-participations</c>: a device asks to take part in a programme.</summary>
internal static class CreateEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapCommand("POST", Paths.Participations, async (command, services, _) =>
    {
        RequestJson body = RequestJson.Parse(command.Body);
        string deviceId = body.Identifier("device_id");
        string programmeId = body.Identifier("programme_id");
        string providerId = body.Identifier("provider_id");
        string? reference = body.OptionalIdentifier("provider_reference_id");
        body.ThrowIfInvalid();

        var directory = services.GetRequiredService<DirectoryStore>();
        Device? device = await directory.FindDeviceAsync(command.Caller, deviceId, command.Cancellation);
        Programme? programme = await directory.FindProgrammeAsync(programmeId, command.Cancellation);
        if (device is null)
            body.Refuse("device_id", $"There is no device {deviceId}.");
        if (programme is null)
            body.Refuse("programme_id", $"There is no programme {programmeId}.");
        else if (programme.Provider.Id != providerId)
            body.Refuse("provider_id", $"The programme {programmeId} is not one of the provider {providerId}.");
        body.ThrowIfInvalid();

        var store = services.GetRequiredService<ParticipationStore>();
        var queries = services.GetRequiredService<ParticipationQueries>();
        var rules = services.GetRequiredService<ParticipationRules>();
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var details = new ParticipationDetails
        {
            Id = ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount)),
            DeviceId = device!.Id,
            LocationId = device.LocationId,
            LiveMode = device.LiveMode,
            AccountId = device.AccountId,
            ProviderReferenceId = reference,
            Provider = programme!.Provider,
            Programme = programme.Info,
            Supersedes = await queries.FindSupersededAsync(deviceId, programmeId, command.Cancellation),
        };
        Participation requested = Participation.Request(details, device.MeterAccess, now, rules.DwellTimes);
        var change = new ParticipationChange(null, requested, [StoredEvent.Requested(requested, command.Caller.Actor)]);
        Answer answer = change.Stored
            .Answer(StatusCodes.Status201Created, now, services.GetRequiredService<StatusLinks>())
            .With("Location", $"{Paths.Participations}/{requested.Id}");
        return await store.TryCreateAsync(change, command.Keep(answer), command.Cancellation)
            ? answer
            : throw new RefusedException(Problems.AlreadyParticipating(
                deviceId, programmeId, await queries.FindOpenAsync(deviceId, programmeId, command.Cancellation) ?? ""));
    });
}

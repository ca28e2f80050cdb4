using System.Data.Common;
using System.Security.Cryptography;
using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>POST /vpp-participations</c>: a device asks to take part in a programme.</summary>
internal static class CreateEndpoint
{
    private const int MostAttempts = 3;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Paths.Participations, PostAsync)
        .DescribesWrite<ParticipationSchema>("createParticipation", "A device asks to take part in a programme.", 201, "The participation.", [DescribedHeaders.ContentLanguage, DescribedHeaders.ETag, DescribedHeaders.Link, DescribedHeaders.Location])
        .TakesBody<CreateRequest>()
        .RepeatsAs(static (answers, repeated) => ParticipationAnswers.Of(repeated, answers.Created));

    private static async Task<IResult> PostAsync(
        CreateRequest request,
        RequestKey key,
        Caller caller,
        DirectoryStore directory,
        IParticipationStore store,
        ParticipationAnswers answers,
        ParticipationRules rules,
        UnreadableRows unreadable,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            Device? device;
            Programme? programme;
            try
            {
                device = await directory.FindDeviceAsync(caller, request.DeviceId, cancellation);
                programme = await directory.FindProgrammeAsync(request.ProgrammeId, cancellation);
            }
            catch (UnreadableDataException fault)
            {
                unreadable.Tell(fault);
                return Problems.Invalid(new InvalidMember(fault.Kind == DirectoryStore.DeviceKind ? "/device_id" : "/programme_id", Unusable(fault)));
            }

            InvalidMember[] faults = [.. Faults(request, device, programme)];
            if (faults.Length > 0)
                return Problems.Invalid(faults);

            string? ended = await store.FindEndedAsync(request.DeviceId, request.ProgrammeId, caller.Scope, cancellation);
            var requested = Participation.Request(
                Details(NewId(), device!, programme!, request.ProviderReferenceId, ended), device!.MeterAccess, clock.GetUtcNow(), rules.DwellTimes);
            var write = new ParticipationWrite { Actor = caller.DefaultActor, Key = key.Key, Also = [DirectoryStore.RequireUnmoved(device)] };
            try
            {
                CreateResult result = await store.CreateAsync(requested, write, cancellation: cancellation);
                return result.Match(
                    created => answers.Created(created, clock.GetUtcNow()),
                    already => Problems.AlreadyParticipating(request.DeviceId, request.ProgrammeId, already.AccountId == caller.AccountId ? already.ParticipationId : null),
                    taken => throw new InvalidOperationException($"The new identifier {taken.Id} is taken."),
                    repeated => ParticipationAnswers.Of(repeated, answers.Created),
                    _ => Problems.KeyReused,
                    _ => Problems.Contended);
            }
            catch (DbException fault) when (attempt < MostAttempts && DirectoryStore.HasMoved(fault))
            {
                // An import has given the device to another account, or another site, since it was read: whether it is the caller's is judged anew.
            }
        }
    }

    private static IEnumerable<InvalidMember> Faults(CreateRequest request, Device? device, Programme? programme)
    {
        if (device is null)
            yield return new InvalidMember("/device_id", $"There is no device {request.DeviceId}.");
        if (programme is null)
            yield return new InvalidMember("/programme_id", $"There is no programme {request.ProgrammeId}.");
        else if (programme.Provider.Id != request.ProviderId)
            yield return new InvalidMember("/provider_id", $"The programme {request.ProgrammeId} is not one of the provider {request.ProviderId}.");
    }

    /// <summary>What is said to who names something that the directory has in a form that no participation takes.</summary>
    public static string Unusable(UnreadableDataException fault) => $"What the directory has of the {fault.Kind} {fault.Id} cannot be used. It has to be imported again; the service's log says what is wrong.";

    /// <summary>The details of a new participation, as the directory has them.</summary>
    public static ParticipationDetails Details(string id, Device device, Programme programme, string? providerReferenceId, string? ended) => new()
    {
        Id = id,
        DeviceId = device.Id,
        LocationId = device.LocationId,
        LiveMode = device.LiveMode,
        AccountId = device.AccountId,
        ProviderReferenceId = providerReferenceId,
        Provider = programme.Provider,
        Programme = programme.Info,
        Supersedes = ended,
    };

    private static string NewId() => ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount));
}

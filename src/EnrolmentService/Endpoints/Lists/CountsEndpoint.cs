using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>GET /vpp-participations/counts</c>: how many are in each state, and suspended for each reason.</summary>
internal static class CountsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(Paths.Participations + "/counts", CountAsync)
        .DescribesRead<ParticipationCountsSchema>("countParticipations", "How many participations are in each state, and suspended for each reason.", "The counts.", [], 422)
        .WithMetadata(DescribedParameter.Identifier("programme_id", "The programme; left out, all of them."));

    private static async Task<IResult> CountAsync(HttpRequest request, Caller caller, IParticipationLists lists, DirectoryStore directory, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        string? programme = query.Text("programme_id");
        if (programme is not null && await directory.ProgrammeNameAsync(programme, cancellation) is null)
            query.Reject("programme_id", $"There is no programme {programme}.");
        if (query.Faults.Count > 0)
            return Problems.Invalid(query.Faults);
        ParticipationCounts counts = await lists.CountAsync(caller.Scope, programme, cancellation);
        return ListAnswer.Write(writer =>
        {
            writer.WriteString("object", "participation-counts");
            writer.WriteString("programme_id", programme);
            writer.WriteNumber("total", counts.Fleet.Total);
            writer.WriteNumber("set_aside", counts.SetAside);
            writer.WriteStartArray("states");
            foreach (StateDescriptor descriptor in LifecycleSpecification.States)
                Write("state", descriptor.State.ToWireName(), counts.Fleet[descriptor.State]);
            writer.WriteEndArray();
            writer.WriteStartArray("suspension_reasons");
            foreach (SuspensionReasonDescriptor descriptor in LifecycleSpecification.Reasons)
                Write("suspension_reason", descriptor.Reason.ToWireName(), counts.Fleet[descriptor.Reason]);
            writer.WriteEndArray();

            void Write(string member, string name, long count)
            {
                writer.WriteStartObject();
                writer.WriteString(member, name);
                writer.WriteNumber("count", count);
                writer.WriteEndObject();
            }
        });
    }
}

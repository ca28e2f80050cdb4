using System.Runtime.CompilerServices;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary>What came of a request about a participation, as an answer.</summary>
internal sealed class ParticipationAnswers(StatusLinks links, TimeProvider clock, ILogger<ParticipationAnswers> log)
{
    /// <summary>Says what an event did: TRANSITIONED, UPDATED or IGNORED.</summary>
    public const string OutcomeHeader = "Vpp-Outcome";

    // A participation that is read again and again is written once, for as long as its telemetry is as active.
    private readonly ConditionalWeakTable<StoredParticipation, Written> _written = [];

    /// <summary>The resource, with its ETag and a link to its status page.</summary>
    public Answer Resource(StoredParticipation stored) => Resource(stored, Reuse(stored, clock.GetUtcNow()), StatusCodes.Status200OK);

    /// <summary>The resource as it was at a time.</summary>
    public Answer Resource(StoredParticipation stored, DateTimeOffset at, int status = StatusCodes.Status200OK) => Resource(stored, Write(stored, at), status);

    /// <summary>What a creation came to.</summary>
    public Answer Created(AcceptedChange created, DateTimeOffset at) =>
        Resource(created.Stored, at, StatusCodes.Status201Created).With("Location", $"{Paths.Participations}/{created.Stored.Participation.Id}");

    /// <summary>What an event came to.</summary>
    public Answer Event(AcceptedChange applied, DateTimeOffset at) => Resource(applied.Stored, at).With(OutcomeHeader, applied.Outcome.ToWireName());

    /// <summary>What a change came to.</summary>
    /// <param name="result">The result.</param>
    /// <param name="accepted">Answers an accepted change, as of a time.</param>
    public IResult Of(ChangeResult result, Func<AcceptedChange, DateTimeOffset, IResult> accepted) => result.Match(
        change => accepted(change, clock.GetUtcNow()),
        Rejected,
        _ => Problems.NotFound,
        Conflict,
        repeated => Of(repeated, accepted),
        _ => Problems.KeyReused,
        _ => Problems.Contended,
        Unreadable,
        already => throw new InvalidOperationException($"Nothing here gives a participation another programme, and {already.ParticipationId} stands in the way of one."));

    /// <summary>What the first request with a key came to.</summary>
    public static IResult Of(RepeatedRequest repeated, Func<AcceptedChange, DateTimeOffset, IResult> accepted) =>
        repeated.First.Match(change => accepted(change, repeated.At), Rejected, _ => Problems.KeyReused);

    private Problem Conflict(VersionConflict conflict) =>
        Problems.VersionMismatch(conflict.Current.Version.ToString(), Etag.Of(conflict.Current.Version, Reuse(conflict.Current, clock.GetUtcNow()).Body));

    private static Problem Rejected(RejectedChange rejected) => rejected.Rejection.Match(Problems.NotPermitted, Problems.Finalised, host => throw new InvalidOperationException($"Nobody answers {host.Code}."));

    /// <summary>A participation whose row cannot be read: a fault of the service's own, which its log has.</summary>
    public Problem Unreadable(UnreadableParticipation unreadable)
    {
        log.ParticipationUnreadable(unreadable.Id, unreadable.Fault);
        return Problems.Unreadable(unreadable.Id);
    }

    private Answer Resource(StoredParticipation stored, Written written, int status)
    {
        string page = $"<{links.PathOf(stored.Participation.Id)}>; rel=\"alternate\"; type=\"text/html\"";
        return new Answer(status, Answer.Json, written.Body)
        {
            Headers = new Dictionary<string, string>
            {
                ["ETag"] = written.Etag,
                ["Link"] = stored.Participation.EarlierVisitCount == 0 ? page : $"{page}, <{Paths.TimelineOf(stored.Participation.Id)}>; rel=\"prev-archive\"",
            },
        };
    }

    private Written Reuse(StoredParticipation stored, DateTimeOffset now)
    {
        if (_written.TryGetValue(stored, out Written? written) && written.TelemetryActive == stored.Participation.TelemetryActive(now))
            return written;
        written = Write(stored, now);
        _written.AddOrUpdate(stored, written);
        return written;
    }

    private static Written Write(StoredParticipation stored, DateTimeOffset at)
    {
        byte[] body = ParticipationResource.From(stored.Participation, at).ToUtf8Bytes();
        return new Written(body, Etag.Of(stored.Version, body), stored.Participation.TelemetryActive(at));
    }

    /// <summary>All that depends on the time in a resource is whether telemetry is active.</summary>
    private sealed record Written(byte[] Body, string Etag, bool TelemetryActive);
}

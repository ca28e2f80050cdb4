using System.Collections.Frozen;
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

    // A participation that is read again and again is written once in each language, for as long as its telemetry is as active.
    private readonly FrozenDictionary<string, ConditionalWeakTable<StoredParticipation, Written>> _written =
        MessageCatalogue.BuiltIn.ToFrozenDictionary(messages => messages.Language, _ => new ConditionalWeakTable<StoredParticipation, Written>(), StringComparer.Ordinal);

    /// <summary>The resource, with its ETag and a link to its status page.</summary>
    public IResult Resource(StoredParticipation stored) => Answer.ForReader(messages => Resource(stored, Reuse(stored, clock.GetUtcNow(), messages), StatusCodes.Status200OK));

    /// <summary>The resource as it was at a time.</summary>
    public IResult Resource(StoredParticipation stored, DateTimeOffset at) => Answer.ForReader(messages => Resource(stored, Write(stored, at, messages), StatusCodes.Status200OK));

    /// <summary>What a creation came to.</summary>
    public IResult Created(AcceptedChange created, DateTimeOffset at) => Answer.ForReader(messages =>
        Resource(created.Stored, Write(created.Stored, at, messages), StatusCodes.Status201Created).With("Location", $"{Paths.Participations}/{created.Stored.Participation.Id}"));

    /// <summary>What an event came to.</summary>
    public IResult Event(AcceptedChange applied, DateTimeOffset at) => Answer.ForReader(messages =>
        Resource(applied.Stored, Write(applied.Stored, at, messages), StatusCodes.Status200OK).With(OutcomeHeader, applied.Outcome.ToWireName()));

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

    private IResult Conflict(VersionConflict conflict) => Answer.ForReader(messages =>
        Problems.VersionMismatch(conflict.Current.Version.ToString(), Reuse(conflict.Current, clock.GetUtcNow(), messages).Etag));

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
                ["Content-Language"] = written.Language,
                ["Vary"] = "Accept-Language",
                ["Link"] = stored.Participation.EarlierVisitCount == 0 ? page : $"{page}, <{Paths.TimelineOf(stored.Participation.Id)}>; rel=\"prev-archive\"",
            },
        };
    }

    private Written Reuse(StoredParticipation stored, DateTimeOffset now, MessageCatalogue messages)
    {
        ConditionalWeakTable<StoredParticipation, Written> ofLanguage = _written[messages.Language];
        if (ofLanguage.TryGetValue(stored, out Written? written) && written.TelemetryActive == stored.Participation.TelemetryActive(now))
            return written;
        written = Write(stored, now, messages);
        ofLanguage.AddOrUpdate(stored, written);
        return written;
    }

    private static Written Write(StoredParticipation stored, DateTimeOffset at, MessageCatalogue messages)
    {
        byte[] body = ParticipationResource.From(stored.Participation, at, messages).ToUtf8Bytes();
        return new Written(body, Etag.Of(stored.Version, body), stored.Participation.TelemetryActive(at), messages.Language);
    }

    /// <summary>All that depends on the time in a resource is whether telemetry is active.</summary>
    private sealed record Written(byte[] Body, string Etag, bool TelemetryActive, string Language);
}

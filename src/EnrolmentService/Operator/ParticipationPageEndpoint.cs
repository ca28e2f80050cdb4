using System.Globalization;
using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using EnrolmentService.Stored;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary><c>/operator/participations/{id}</c>: a participation with its past, and what the operator may do with it now.</summary>
internal sealed class ParticipationPageEndpoint(
    IParticipationStore store, DirectoryStore directory, OperatorRenderer pages, ParticipationRules rules, UnreadableRows unreadable, TimeProvider clock, ILogger<ParticipationPageEndpoint> log)
{
    private const int EventsOnAPage = 50;
    private const string NothingWasDone = "Nothing was done.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(OperatorPaths.Participations + "/{id}", GetAsync);
        routes.MapPost(OperatorPaths.Participations + "/{id}", PostAsync).WithMetadata(new TakesForm());
    }

    private static Task<IResult> GetAsync(string id, string? done, string? outcome, string? before, HttpContext context, Caller caller, CancellationToken cancellation) =>
        Of(context).ShowAsync(context, caller, id, Told(done, outcome), before, StatusCodes.Status200OK, cancellation);

    private static Task<IResult> PostAsync(string id, OperatorForm form, HttpContext context, Caller caller, CancellationToken cancellation) =>
        Of(context).ActAsync(context, caller, id, form, cancellation);

    private static ParticipationPageEndpoint Of(HttpContext context) => ActivatorUtilities.CreateInstance<ParticipationPageEndpoint>(context.RequestServices);

    private async Task<IResult> ActAsync(HttpContext context, Caller caller, string id, OperatorForm form, CancellationToken cancellation)
    {
        Task<IResult> Reject(int status, string words) => ShowAsync(context, caller, id, new Telling(words, IsFault: true), before: null, status, cancellation);

        string? note = form["note"];
        string? code = form["reason_code"];
        if (OperatorAction.Find(form["event"]) is not { } action)
            return await Reject(422, $"{NothingWasDone} It is not said what to do.");
        if (action.EndsIt && form["sure"] is null)
            return await Reject(422, $"{NothingWasDone} “{action.Words}” cannot be undone: say that you are sure.");
        if (TextRules.FaultOfText(note ?? "", "The note") is { } badNote)
            return await Reject(422, $"{NothingWasDone} {badNote}");
        if (code is not null && TextRules.FaultOfReasonCode(code, "The reason code") is { } badCode)
            return await Reject(422, $"{NothingWasDone} {badCode}");
        if (!ParticipationVersion.TryParse(form["version"], out ParticipationVersion seen))
            return await Reject(422, $"{NothingWasDone} The form does not say which version it was made from.");

        DateTimeOffset now = clock.GetUtcNow();
        var write = new ParticipationWrite
        {
            Actor = caller.DefaultActor,
            Note = note,
            ReasonCode = code,
            IfVersion = [seen],
            Within = caller.Scope,
            // A form that is sent twice, by a second click or by loading again, is done once.
            Key = FormKey(caller, form),
        };
        var happened = new TriggerAt(action.Trigger, now);
        ChangeResult result = code is null
            ? await store.ApplyAsync(id, action.Trigger, now, write, cancellation)
            : await store.ChangeAsync(id, stored => EnrollmentFacts.Explain(stored, happened, code, rules.Timers, now), write, cancellation);
        return await result.Match(
            accepted => Done(id, action, accepted.Outcome),
            rejected => Reject(409, $"{NothingWasDone} {rejected.Rejection.Match(rejection => rejection.ToString(), amendment => amendment.ToString(), host => host.Code)}"),
            _ => NotFoundAsync(context),
            conflict => Reject(412, $"{NothingWasDone} The participation has changed since you opened this page: it is {conflict.Current.Participation.CurrentState.ToWireName()} now. Look again, and decide anew."),
            repeated => repeated.First.Match(accepted => Done(id, action, accepted.Outcome), rejected => Reject(409, $"{NothingWasDone} {rejected.Rejection.Value}"), _ => Reject(422, NothingWasDone)),
            _ => Reject(422, $"{NothingWasDone} The form was sent before, and differently."),
            _ => Reject(503, $"{NothingWasDone} Others keep changing the participation. Please try again."),
            unreadable => UnreadableAsync(context, unreadable),
            already => throw new InvalidOperationException($"Nothing here gives a participation another programme, and {already.ParticipationId} stands in the way of one."));
    }

    /// <summary>The key of a form, or none where it has none.</summary>
    internal static IdempotencyKey? FormKey(Caller caller, OperatorForm form) =>
        form["key"] is { Length: <= RequestKey.Longest } key ? new IdempotencyKey($"page {caller.KeyScope}", key, form.Digest) : null;

    private async Task<IResult> ShowAsync(HttpContext context, Caller caller, string id, Telling? told, string? before, int status, CancellationToken cancellation)
    {
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        if (!found.TryPickStored(out StoredParticipation? stored))
            return await found.Match(_ => NotFoundAsync(context), _ => NotFoundAsync(context), unreadable => UnreadableAsync(context, unreadable));
        long end = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= stored.EventCount ? number : stored.EventCount + 1;
        HistoryPage history = await store.HistoryAsync(id, Math.Max(0, end - 1 - EventsOnAPage), (int)Math.Clamp(end - 1, 1, EventsOnAPage), cancellation);
        // What is permitted, is permitted at the service's clock: that is what an action is judged by.
        var view = new ParticipationView(stored, rules.Timers.Advance(stored.Participation, clock.GetUtcNow()).Participation, rules.Timers)
        {
            DeviceName = await directory.DeviceNameAsync(stored.Participation.Details, cancellation) ?? stored.Participation.Details.DeviceId,
            StatusReason = StandingReason(stored),
            History = [.. history.Entries.Where(entry => entry.Sequence < end).Reverse().Select(entry => new PastEvent(entry))],
            Told = told,
        };
        return await pages.RenderAsync<OperatorParticipationPage>(context, new() { [nameof(OperatorParticipationPage.View)] = view }, status);
    }

    private string? StandingReason(StoredParticipation stored)
    {
        try
        {
            return EnrollmentFacts.Of(stored).StatusReason is { } reason && reason.StandsIn(stored.Participation) ? reason.Text : null;
        }
        catch (UnreadableDataException fault)
        {
            unreadable.Tell(fault);
            return "What was given cannot be read; the log says what is wrong.";
        }
    }

    private static Task<IResult> Done(string id, OperatorAction action, Outcome outcome) =>
        Task.FromResult<IResult>(Redirection.To($"{OperatorPaths.Participation(id)}?done={action.Trigger.ToWireName()}&outcome={outcome.ToWireName()}"));

    /// <summary>What a page says was done: only what an address of ours can say.</summary>
    private static Telling? Told(string? done, string? outcome) =>
        OperatorAction.Find(done) is { } action && WireNames.TryParse(outcome, out Outcome came)
            ? new Telling(came == Outcome.Ignored ? $"{action.Words}: nothing was left to change." : $"{action.Words}: done.", IsFault: false)
            : null;

    private async Task<IResult> NotFoundAsync(HttpContext context) =>
        await pages.ErrorAsync(context, StatusCodes.Status404NotFound, "There is no such participation", "Please check the address.");

    private async Task<IResult> UnreadableAsync(HttpContext context, UnreadableParticipation unreadable)
    {
        log.ParticipationUnreadable(unreadable.Id, unreadable.Fault);
        return await pages.ErrorAsync(context, StatusCodes.Status500InternalServerError, "This participation cannot be read", "What is stored of it is damaged. It is left out of lists; the log says what is wrong.");
    }
}

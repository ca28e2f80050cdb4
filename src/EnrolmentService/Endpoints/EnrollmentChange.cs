using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>What a patch makes of an enrollment whose site has been read: all of it or nothing. For one request.</summary>
internal sealed class EnrollmentChange(
    FlipEnrollmentPatch patch,
    IfMatch ifMatch,
    EnrollmentSite before,
    IReadOnlyDictionary<string, string> groups,
    UnreadableRows unreadable,
    LifecycleTimers timers,
    string actor,
    DateTimeOffset now)
{
    private static readonly HostRejection NotNow = new("enrollment", IsFinal: false);

    private const string NoSite = "The site is not this account's any more: it has no groups of the account.";

    /// <summary>What is answered who asks for groups that nothing could keep.</summary>
    private static readonly FlipError SiteGone =
        new(StatusCodes.Status409Conflict, "SITE_MOVED", NoSite, [new FlipErrorDetail(["body", "group_ids"], NoSite, "site_moved")], [new FlipErrorEntry(NoSite, "$.group_ids")]);

    private EnrollmentSite? _site;

    /// <summary>The site from now on, as of the latest decision.</summary>
    public EnrollmentSite Site => _site ?? before;

    /// <summary>Why the latest decision refuses; null when it does not.</summary>
    public IResult? Rejection { get; private set; }

    /// <summary>Whether the latest decision leaves all as it is.</summary>
    public bool ChangesNothing { get; private set; }

    public Decision Decide(StoredParticipation stored)
    {
        Rejection = null;
        _site = null;
        EnrollmentFacts facts;
        try
        {
            facts = EnrollmentFacts.Of(stored);
        }
        catch (UnreadableDataException fault)
        {
            unreadable.Tell(fault);
            return Reject(Problems.Unreadable(fault.Kind, fault.Id));
        }

        if (!ifMatch.Allows(stored.Version, before.Version))
            return Reject(EnrollmentView.Of(stored, before).Conflict());
        // What is asked is judged by the state at the service's clock.
        Participation current = timers.Advance(stored.Participation, now).Participation;
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(current, patch, now, facts.StatusReason, groups.ContainsKey, actor);
        if (!result.TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? rejection))
            return Reject(Answer.Of(rejection));

        if (before.Version == EnrollmentSite.Unknown && accepted.GroupIds is { Count: > 0 })
            return Reject(Answer.Of(SiteGone));

        _site = before.WithGroups(accepted.GroupIds, groups);
        bool changesFacts = accepted.StatusReason != facts.StatusReason || Site.Version != before.Version;
        var after = new EnrollmentFacts(accepted.StatusReason, changesFacts ? now : facts.UpdatedAt);
        ChangesNothing = accepted.Transitions.Count == 0 && !changesFacts;
        Decision decision = accepted.Transitions.Count == 0 ? Decision.Unchanged : Decision.Fire(accepted.Transitions.Select(transition => new TriggerAt(transition.Trigger, now)));
        if (changesFacts)
            decision = decision.WithHostData(after.ToHostData());
        return decision with { Also = SiteStore.Replace(before, Site), Memo = EnrollmentMemo.Write(new EnrollmentView(accepted.Participation, stored.Version, Site, after)) };
    }

    // It may come out differently later: another state, an import, another version. It is not remembered.
    private Decision Reject(IResult rejection)
    {
        Rejection = rejection;
        return Decision.Reject(NotNow);
    }
}

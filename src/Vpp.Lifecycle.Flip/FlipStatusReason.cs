namespace Vpp.Lifecycle.Flip;

/// <summary>
/// The operator's own text for an enrollment's status, and where in the participation's life it was given, so that everyone can
/// tell whether it still stands. Immutable; compares by value; safe to share between threads. The host stores its three
/// parts next to the participation.
/// </summary>
/// <remarks>
/// The text stands for as long as the enrollment goes on showing the status it was given for; a status that comes back later does not bring it
/// back. A text given while the operator's own pause was on also ends with that pause, so that it does not go on explaining a suspension
/// that now has other reasons. Where the participation has only its latest visits (<see cref="Participation.WithLatestVisits"/>), a text
/// given in a visit before those no longer stands: what was shown since then is not known.
/// A trigger that came with a reason code (R31) and no text can be explained by its code: give that as the text.
/// </remarks>
public sealed record FlipStatusReason
{
    /// <summary>A text as it was stored.</summary>
    /// <param name="text">What the operator says; not empty.</param>
    /// <param name="visit">In which visit it was given: <see cref="Timeline.CompleteCount"/> and <see cref="Participation.EarlierVisitCount"/> together at that time.</param>
    /// <param name="endsWithOperatorPause">Whether OPERATOR_REQUEST was active at that time.</param>
    /// <exception cref="ArgumentException">The text is missing, empty or ill-formed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The visit is negative.</exception>
    public FlipStatusReason(string text, int visit, bool endsWithOperatorPause)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit);
        Text = Lifecycle.Text.NotEmpty(text, nameof(text));
        Visit = visit;
        EndsWithOperatorPause = endsWithOperatorPause;
    }

    /// <summary>What the operator says.</summary>
    public string Text { get; }

    /// <summary>In which visit of a state it was given, the first being 0.</summary>
    public int Visit { get; }

    /// <summary>Whether it was given while the operator's own pause was on, and therefore ends with it.</summary>
    public bool EndsWithOperatorPause { get; }

    /// <summary>A text given now.</summary>
    /// <param name="text">What the operator says; not empty.</param>
    /// <param name="participation">The participation as it stands, after whatever the text explains.</param>
    /// <exception cref="ArgumentException">The text is missing, empty or ill-formed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public static FlipStatusReason From(string text, Participation participation)
    {
        ArgumentNullException.ThrowIfNull(participation);
        return new FlipStatusReason(text, IndexOf(participation), participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest));
    }

    /// <summary>Whether the text still stands.</summary>
    /// <param name="participation">The participation as it stands now.</param>
    /// <param name="mapping">Which state shows which status; the default mapping when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public bool StandsIn(Participation participation, FlipStatusMapping? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        mapping ??= FlipStatusMapping.Default;
        if (EndsWithOperatorPause && !participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest))
            return false;
        FlipEnrollmentStatus shown = mapping[participation.CurrentState];
        Visit? visit = participation.Past;
        int earlier = participation.EarlierVisitCount;
        for (; visit is not null && earlier + visit.Count > Visit; visit = visit.Previous)
        {
            if (mapping[visit.State] != shown)
                return false;
        }

        return Visit >= earlier && Visit <= IndexOf(participation);
    }

    /// <summary>The current visit's number, the first being 0.</summary>
    private static int IndexOf(Participation participation) => participation.EarlierVisitCount + (participation.Past?.Count ?? 0);
}

namespace Vpp.Lifecycle.Export;

/// <summary>All decided readings, R1 to R33. Immutable; safe to share between threads.</summary>
internal static class DecidedReadings
{
    /// <summary>The readings, in the order of their numbers.</summary>
    public static IReadOnlyList<DecidedReading> All { get; } = Array.AsReadOnly<DecidedReading>(
    [
        new(1, "A terminal state is never left",
            "In `INELIGIBLE`, `OFFBOARDED` and `FAILED` every trigger is rejected. The states page calls `INELIGIBLE` \"recoverable only if site properties change\": "
            + "that recovery is a new participation, which names the one it supersedes."),
        new(2, "How FAILED is reached",
            "Each of the three failure triggers leads to `FAILED` from each of the eight enrolment states that are not terminal, and nothing else leads there."),
        new(3, "Raising and clearing a suspension reason twice",
            "Raising a reason that is active, or clearing one that is not (in `SUSPENDED` or `ACTIVE`), is ignored. Raising a reason in `ACTIVE` leads to `SUSPENDED`; "
            + "clearing the last one leads back to `ACTIVE`; whatever comes between updates the set of reasons and leaves the state as it is."),
        new(4, "Leaving while suspended",
            "Going from `SUSPENDED` to `UNENROLMENT_REQUESTED` empties the suspension reasons."),
        new(5, "What ends winding down",
            "`WINDING_DOWN` ends when the rewards are settled and the notice period has elapsed, in either order. The first of the two is recorded (updated), the second leads to "
            + "`UNENROLLED`, and a repeat of one already recorded is ignored."),
        new(6, "Meter access",
            "Meter access is outstanding when it is required and not there yet. In `AWAITING_TELEMETRY` the first telemetry leads to `AWAITING_METER_ACCESS` while meter access is "
            + "outstanding, else to `CONFIRMING_DISPATCH`. Access may be granted early: in `ENROLMENT_REQUESTED`, `AWAITING_CONSENT` and `AWAITING_TELEMETRY` the grant is recorded "
            + "(updated) when it was outstanding, and ignored when it was not. A grant delivered again in `CONFIRMING_DISPATCH`, `AWAITING_ELIGIBILITY`, `AWAITING_REGISTRATION` or "
            + "`REGISTERED` is ignored."),
        new(7, "Heartbeats",
            "Devices send telemetry all the time, so `TELEMETRY_RECEIVED` is rejected in no state but the terminal ones. Outside `AWAITING_TELEMETRY` it is ignored, with one exception: "
            + "in `SUSPENDED` with `AWAITING_TELEMETRY` active it does what `TELEMETRY_RESUMED` does, because the states page lets that reason recover automatically when telemetry resumes."),
        new(8, "Everything else is rejected",
            "What no row of the states page and no reading names is rejected. Leaving during enrolment, for one, has no row."),
        new(9, "What can be read off the state",
            "`control_active` is true in `ACTIVE` and false everywhere else. `suspension_reasons` has at least one reason in `SUSPENDED` and none everywhere else."),
        new(10, "Telemetry and consent seen last",
            "`telemetry_active` at a time is true when telemetry has been seen and the last sighting lies at most 24 hours back: exactly 24 hours still counts, never seen does not. It does not depend "
            + "on the state. `TELEMETRY_RECEIVED` and `TELEMETRY_RESUMED` carry a sighting, `CONSENT_GRANTED` and `CONSENT_RENEWED` carry a consent; both are recorded whatever "
            + "the outcome, unless the trigger is rejected."),
        new(11, "The timeline",
            "The timeline has one entry for each visit of a state, in the order visited, and is never sorted by date. States visited and left are `COMPLETE`, the current state is the one entry "
            + "`IN_PROGRESS` (also when it is terminal), and the expected future is `PENDING`. Each return to `ACTIVE` or `SUSPENDED` is a new entry. "
            + "Updated and ignored triggers add none."),
        new(12, "Suspension reasons in the timeline",
            "A `SUSPENDED` entry in progress lists the active reasons. A complete one lists every reason that was active at some time during that visit. All other entries list none."),
        new(13, "The expected future",
            "In enrolment it is the rest of the way to `ACTIVE`, with `AWAITING_METER_ACCESS` only while meter access is outstanding and that state is not passed yet. From `SUSPENDED` it is `ACTIVE`; "
            + "from `UNENROLMENT_REQUESTED` it is `WINDING_DOWN` and `UNENROLLED`; from `WINDING_DOWN` it is `UNENROLLED`. `ACTIVE`, `UNENROLLED` and the terminal states expect nothing: "
            + "records are kept after `UNENROLLED`, so `OFFBOARDED` is not expected."),
        new(14, "Dates in the timeline",
            "Complete entries and the one in progress say when the state was entered (`occurred_at`); pending ones do not. `expected_at` is an estimate from the host's expected dwell times: the time the current "
            + "state was entered plus its dwell time dates the next state, and so on, up to the first state without a dwell time. Estimates are made anew at each transition. "
            + "A state that has been reached keeps the last estimate made for it; a state that was not foreseen has none, and neither has the first."),
        new(15, "Events may come late",
            "An event may carry an earlier time than the one before it. It is applied all the same and keeps its own time, but it never moves `time_updated`, the last telemetry sighting or the last consent backwards."),
        new(16, "What moves time_updated",
            "Triggers that transition or update, and amended details, move `time_updated`. Ignored and rejected triggers do not."),
        new(17, "A kind is not a clock",
            "Transient, resting and terminal inform people; no time-out follows from them. `WINDING_DOWN` is transient and lasts weeks."),
        new(18, "Amending details",
            "Details can be amended while the request is not finalised: from `ENROLMENT_REQUESTED` to `AWAITING_REGISTRATION`. Afterwards an amendment is rejected with the reason. "
            + "The identifier, the device and live mode are never amended, and meter access moves by its trigger only. An amendment is an event of the history like any other: replaying the events gives it back."),
        new(19, "Old names",
            "Four states had other names before. They are read, and only the current names are written: `AWAITING_CUSTOMER_CONSENT` is `AWAITING_CONSENT`, `AWAITING_DEVICE_TELEMETRY` is "
            + "`AWAITING_TELEMETRY`, `AWAITING_LOCATION_TELEMETRY` is `AWAITING_METER_ACCESS`, and `CHECKING_ELIGIBILITY` is `AWAITING_ELIGIBILITY`. The member `enrolment_state` is read as `participation_state`."),
        new(20, "Identifiers",
            "Identifiers are opaque and kept as the host brings them; both `vpp_` and `vpo_` occur for a participation. The library makes nothing by chance: a host without identifiers of its own "
            + "supplies 12 random bytes, which are written as `vpp_` and 24 lower-case hexadecimal digits."),
        new(21, "What is lost before going live",
            "Telemetry, control or consent that is lost during enrolment, or a pause asked for then, has no row: it is rejected and not remembered. So that a device that cannot be controlled is not shown as dispatchable, the "
            + "host fires the raising trigger again right after `DEVICE_WENT_LIVE`, in the same write. For telemetry silence the timers do it."),
        new(22, "Events delivered again",
            "An immediate repeat of a trigger never changes anything twice: it is ignored or rejected. A late one can: paused, resumed, and the old pause delivered again suspends again. "
            + "A host whose feed delivers at least once drops events it has seen, by their identifier, before applying them."),
        new(23, "Withdrawing before going live",
            "Before `ACTIVE` a customer withdraws by `CONSENT_WITHHELD` alone, which leads to `FAILED`. A failure trigger is accepted in every enrolment state that is not terminal, also when its cause lies behind."),
        new(24, "Pairs of similar triggers",
            "`TELEMETRY_RECEIVED` and `TELEMETRY_RESUMED`, `CONTROL_CONFIRMED` and `CONTROL_RESTORED`, `CONSENT_GRANTED` and `CONSENT_RENEWED` are different triggers: the first of each pair belongs to enrolment, "
            + "the second to participation. Only telemetry forgives the wrong one."),
        new(25, "Timers",
            "Telemetry silence: one tick after the last sighting (or, never seen, the entering of `ACTIVE`) plus the window, `TELEMETRY_LOST` falls due, in `ACTIVE` and in `SUSPENDED` without `AWAITING_TELEMETRY`, and never "
            + "before the current state was entered. Consent validity: in the same way, the last consent plus the validity, `CONSENT_LAPSED`. Consent decision: the entering of `AWAITING_CONSENT` plus the limit, "
            + "`CONSENT_WITHHELD`. First telemetry: the entering of `AWAITING_TELEMETRY` plus the limit, `TELEMETRY_NEVER_ESTABLISHED`. Notice period: the entering of `WINDING_DOWN` plus the period, "
            + "`NOTICE_PERIOD_ELAPSED`. Only silence is on by default, with 24 hours. Of two due at once the first in trigger order goes first. Advancing to a time applies all that is due by then, each at its due time."),
        new(26, "The path to a state",
            "It is the shortest sequence of triggers; of several, the first in trigger order; empty when already there; none when the state cannot be reached."),
        new(27, "FAILED described",
            "`FAILED` is terminal and a phase of its own. Its message is the one in the text below the states page's tables; its description is in our words."),
        new(28, "Delivery",
            "To deliver a trigger is to advance to the earlier of its time and now, to apply it at its time, and to advance to now, all in one write. A telemetry sighting that is older than the silence window when it is "
            + "delivered says nothing about now: in `SUSPENDED` with `AWAITING_TELEMETRY` it is ignored, and its sighting recorded. What fell due is stored although the trigger itself is rejected. "
            + "Applying a trigger, which knows no now, knows no stale sighting either. A time after now is the host's to refuse."),
        new(29, "Waits",
            "A wait is a state, a limit and a trigger, which falls due at the entering of the state plus the limit. Waits are allowed in the enrolment states that are not terminal, in `UNENROLMENT_REQUESTED` and in "
            + "`WINDING_DOWN`, and off by default. The trigger must transition or update in every configuration of the state in which it has not happened yet. In `WINDING_DOWN` there is one for each of the two facts. "
            + "The timers of the consent decision, the first telemetry and the notice period are waits. That a state is transient sets no limit."),
        new(30, "Who acts next",
            "The customer gives, refuses and renews consent, grants meter access, pauses, resumes and asks to leave. The device sends telemetry and can be controlled again. The operator decides on eligibility and registration, pauses, "
            + "resumes and settles rewards. Everything else is the host's. A next action is a permitted trigger on the expected way; in `SUSPENDED` the trigger that clears each active reason, in `WINDING_DOWN` each fact that is "
            + "outstanding. `ACTIVE` and the terminal states wait for nothing, and neither does `UNENROLLED`: that the site is deleted is permitted, not awaited."),
        new(31, "Reason codes",
            "A trigger may carry the host's own code for why it happened (`reason_code`). It is kept and passed on, is part of the transition's value, and decides nothing."),
        new(32, "Dwell",
            "The dwell of a visit is the time of leaving less the time of entering, and never below zero, since events may come late. The current visit counts as still there. Quantiles are those of the nearest-rank method."),
        new(33, "Compatible specifications",
            "A specification is compatible with an older one when every sequence of triggers that the older one accepts from a request is accepted by it too, with the same outcomes and the same configuration, by code, after each."),
    ]);
}

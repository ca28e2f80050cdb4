using Vpp.Lifecycle.Stateless;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>The 51 configurations with their codes, written down a second time from the specification's table and not asked of the library.</summary>
internal static class Numbering
{
    internal const int Count = 51;

    // Bit 0 of a code's reasons is AWAITING_TELEMETRY, bit 4 CUSTOMER_REQUEST.
    private static readonly LifecycleFacts[] Reasons =
    [
        LifecycleFacts.AwaitingTelemetry, LifecycleFacts.AwaitingDispatch, LifecycleFacts.AwaitingConsent, LifecycleFacts.OperatorRequest,
        LifecycleFacts.CustomerRequest,
    ];

    private static readonly Dictionary<StateAndFacts, int> Codes = Enumerable.Range(0, Count).ToDictionary(Of);

    internal static StateAndFacts Of(int code) => code switch
    {
        0 => new(EnrolmentRequested, LifecycleFacts.None),
        1 => new(EnrolmentRequested, LifecycleFacts.MeterAccessOutstanding),
        2 => new(AwaitingConsent, LifecycleFacts.None),
        3 => new(AwaitingConsent, LifecycleFacts.MeterAccessOutstanding),
        4 => new(AwaitingTelemetry, LifecycleFacts.None),
        5 => new(AwaitingTelemetry, LifecycleFacts.MeterAccessOutstanding),
        6 => new(AwaitingMeterAccess, LifecycleFacts.MeterAccessOutstanding),
        7 => new(ConfirmingDispatch, LifecycleFacts.None),
        8 => new(AwaitingEligibility, LifecycleFacts.None),
        9 => new(AwaitingRegistration, LifecycleFacts.None),
        10 => new(Registered, LifecycleFacts.None),
        11 => new(Ineligible, LifecycleFacts.None),
        12 => new(Active, LifecycleFacts.None),
        > 12 and < 44 => new(Suspended, ReasonsOf(code - 12)),
        44 => new(UnenrolmentRequested, LifecycleFacts.None),
        45 => new(WindingDown, LifecycleFacts.None),
        46 => new(WindingDown, LifecycleFacts.RewardsSettled),
        47 => new(WindingDown, LifecycleFacts.NoticePeriodElapsed),
        48 => new(Unenrolled, LifecycleFacts.None),
        49 => new(Offboarded, LifecycleFacts.None),
        50 => new(Failed, LifecycleFacts.None),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "no such code"),
    };

    internal static int CodeOf(StateAndFacts standing) => Codes[standing];

    private static LifecycleFacts ReasonsOf(int mask) =>
        Reasons.Where((_, bit) => (mask & (1 << bit)) != 0).Aggregate(LifecycleFacts.None, (facts, reason) => facts | reason);
}

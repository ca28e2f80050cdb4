using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>
/// The tests' own idea of a configuration, kept apart from the library's: read from and written to one line of text such as
/// "SUSPENDED: AWAITING_TELEMETRY, CUSTOMER_REQUEST".
/// </summary>
internal sealed record Situation(ParticipationState State)
{
    private const string MeterAccess = "meter access outstanding";
    private const string Rewards = "rewards settled";
    private const string Notice = "notice period elapsed";

    /// <summary>The 51 configurations of lifecycle.md, copied from its table; a line's place is its code.</summary>
    public static readonly string[] ByCode =
    [
        "ENROLMENT_REQUESTED",
        "ENROLMENT_REQUESTED: meter access outstanding",
        "AWAITING_CONSENT",
        "AWAITING_CONSENT: meter access outstanding",
        "AWAITING_TELEMETRY",
        "AWAITING_TELEMETRY: meter access outstanding",
        "AWAITING_METER_ACCESS: meter access outstanding",
        "CONFIRMING_DISPATCH",
        "AWAITING_ELIGIBILITY",
        "AWAITING_REGISTRATION",
        "REGISTERED",
        "INELIGIBLE",
        "ACTIVE",
        "SUSPENDED: AWAITING_TELEMETRY",
        "SUSPENDED: AWAITING_DISPATCH",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH",
        "SUSPENDED: AWAITING_CONSENT",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_CONSENT",
        "SUSPENDED: AWAITING_DISPATCH, AWAITING_CONSENT",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, AWAITING_CONSENT",
        "SUSPENDED: OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_CONSENT, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_CONSENT, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, AWAITING_CONSENT, OPERATOR_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, AWAITING_CONSENT, OPERATOR_REQUEST",
        "SUSPENDED: CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_CONSENT, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_CONSENT, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, AWAITING_CONSENT, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, AWAITING_CONSENT, CUSTOMER_REQUEST",
        "SUSPENDED: OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_CONSENT, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_CONSENT, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_DISPATCH, AWAITING_CONSENT, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "SUSPENDED: AWAITING_TELEMETRY, AWAITING_DISPATCH, AWAITING_CONSENT, OPERATOR_REQUEST, CUSTOMER_REQUEST",
        "UNENROLMENT_REQUESTED",
        "WINDING_DOWN",
        "WINDING_DOWN: rewards settled",
        "WINDING_DOWN: notice period elapsed",
        "UNENROLLED",
        "OFFBOARDED",
        "FAILED",
    ];

    public bool MeterAccessOutstanding { get; init; }

    /// <summary>Always in the order of the states page.</summary>
    public SuspensionReason[] Reasons { get; init; } = [];

    public bool RewardsSettled { get; init; }

    public bool NoticePeriodElapsed { get; init; }

    private static readonly Situation[] Parsed = Array.ConvertAll(ByCode, Parse);

    public static Situation OfCode(int code) => Parsed[code];

    private static Situation Parse(string line)
    {
        string[] halves = line.Split(": ");
        string[] facts = halves.Length == 1 ? [] : halves[1].Split(", ");
        return new Situation(Named<ParticipationState>(halves[0]))
        {
            MeterAccessOutstanding = facts.Contains(MeterAccess),
            RewardsSettled = facts.Contains(Rewards),
            NoticePeriodElapsed = facts.Contains(Notice),
            Reasons = halves[0] == "SUSPENDED" ? Array.ConvertAll(facts, Named<SuspensionReason>) : [],
        };
    }

    public int Code => Array.IndexOf(ByCode, ToString());

    public Situation With(SuspensionReason reason) => this with { State = Suspended, Reasons = [.. Reasons.Append(reason).Order()] };

    public Situation Without(SuspensionReason reason) => this with { Reasons = [.. Reasons.Where(other => other != reason)] };

    public override string ToString()
    {
        List<string> facts = [.. Reasons.Select(reason => UpperSnake(reason.ToString()))];
        if (MeterAccessOutstanding)
            facts.Add(MeterAccess);
        if (RewardsSettled)
            facts.Add(Rewards);
        if (NoticePeriodElapsed)
            facts.Add(Notice);
        return UpperSnake(State.ToString()) + (facts.Count == 0 ? "" : ": " + string.Join(", ", facts));
    }

    private static TEnum Named<TEnum>(string upperSnake)
        where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(upperSnake.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string UpperSnake(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? "_" + letter : letter.ToString())).ToUpperInvariant();
}

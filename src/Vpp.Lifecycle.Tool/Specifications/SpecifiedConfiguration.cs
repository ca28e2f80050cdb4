namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A configuration: its code, what the code means, and which states are expected to follow.</summary>
internal sealed record SpecifiedConfiguration(
    int Code, string State, bool MeterAccessOutstanding, string Reasons, bool RewardsSettled, bool NoticePeriodElapsed, string Pending)
{
    /// <summary>The code and what it means.</summary>
    internal string Named => FormattableString.Invariant($"{Code} {Meaning}");

    /// <summary>What the code means, in words.</summary>
    internal string Meaning
    {
        get
        {
            string[] facts =
            [
                .. MeterAccessOutstanding ? ["meter access outstanding"] : Array.Empty<string>(),
                .. Reasons.Length > 0 ? [Reasons] : Array.Empty<string>(),
                .. RewardsSettled ? ["rewards settled"] : Array.Empty<string>(),
                .. NoticePeriodElapsed ? ["notice period elapsed"] : Array.Empty<string>(),
            ];
            return facts.Length == 0 ? State : $"{State} ({string.Join("; ", facts)})";
        }
    }
}

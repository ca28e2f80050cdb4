namespace Vpp.Lifecycle.Tool.Explaining;

/// <summary>Turns what the command line says of a participation into a configuration, or says why there is none such.</summary>
internal static class ExplainedConfiguration
{
    internal static Configuration Of(string stateName, string? reasons, string? meterAccess, string? recorded)
    {
        ParticipationState state = StateNamed(stateName, "STATE");
        Configuration[] known = [.. Configuration.All.Where(configuration => configuration.State == state)];
        return known
            .Where(WithReasons(known, state, reasons))
            .Where(WithMeterAccess(known, state, meterAccess))
            .Where(WithRecorded(known, state, recorded))
            .Single();
    }

    internal static ParticipationState StateNamed(string name, string option) =>
        WireNames.TryParse(Upper(name), out ParticipationState state)
            ? state
            : throw Unknown(option, name, "state", LifecycleSpecification.States.Select(known => known.State.ToWireName()));

    private static Func<Configuration, bool> WithReasons(Configuration[] known, ParticipationState state, string? given)
    {
        SuspensionReasonSet reasons = default;
        foreach (string name in given?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            reasons = WireNames.TryParse(Upper(name), out SuspensionReason reason)
                ? reasons.With(reason)
                : throw Unknown("--reasons", name, "suspension reason", Names(SuspensionReasonSet.All));
        }

        if (!Array.Exists(known, configuration => configuration.SuspensionReasons == reasons))
        {
            throw new UnusableException(reasons.IsEmpty
                ? $"{state.ToWireName()} has at least one suspension reason: name it with --reasons. Allowed: {SuspensionReasonSet.All}."
                : $"--reasons {reasons}: {state.ToWireName()} has no suspension reasons. "
                    + $"Allowed: with {StatesWith(configuration => !configuration.SuspensionReasons.IsEmpty)} only.");
        }

        return configuration => configuration.SuspensionReasons == reasons;
    }

    private static Func<Configuration, bool> WithMeterAccess(Configuration[] known, ParticipationState state, string? given)
    {
        if (given is null)
        {
            bool always = Array.TrueForAll(known, configuration => configuration.MeterAccessOutstanding);
            return configuration => configuration.MeterAccessOutstanding == always;
        }

        if (!WireNames.TryParse(Upper(given), out MeterAccess access))
            throw Unknown("--meter-access", given, "meter access", Enum.GetValues<MeterAccess>().Select(value => value.ToWireName()));
        bool outstanding = access == MeterAccess.Required;
        if (!Array.Exists(known, configuration => configuration.MeterAccessOutstanding == outstanding))
        {
            throw new UnusableException(
                $"--meter-access {access.ToWireName()}: in {state.ToWireName()} it is {(outstanding ? "never" : "always")} outstanding. "
                + (outstanding
                    ? $"Allowed: with {StatesWith(configuration => configuration.MeterAccessOutstanding)} only."
                    : $"Allowed: {MeterAccess.Required.ToWireName()}."));
        }

        return configuration => configuration.MeterAccessOutstanding == outstanding;
    }

    private static Func<Configuration, bool> WithRecorded(Configuration[] known, ParticipationState state, string? given)
    {
        Func<Configuration, bool> asGiven = given is null ? IsNothingRecorded : Upper(given) switch
        {
            "REWARDS_SETTLED" => configuration => configuration.RewardsSettled,
            "NOTICE_PERIOD_ELAPSED" => configuration => configuration.NoticePeriodElapsed,
            _ => throw Unknown("--recorded", given, "fact that is recorded", ["REWARDS_SETTLED", "NOTICE_PERIOD_ELAPSED"]),
        };
        if (!known.Any(asGiven))
        {
            throw new UnusableException(
                $"--recorded {given}: nothing is recorded in {state.ToWireName()}. Allowed: with {StatesWith(asGiven)} only.");
        }

        return asGiven;
    }

    private static bool IsNothingRecorded(Configuration configuration) =>
        !configuration.RewardsSettled && !configuration.NoticePeriodElapsed;

    private static string StatesWith(Func<Configuration, bool> isSo) =>
        string.Join(", ", Configuration.All.Where(isSo).Select(configuration => configuration.State.ToWireName()).Distinct());

    private static IEnumerable<string> Names(SuspensionReasonSet reasons) => reasons.Select(reason => reason.ToWireName());

    // Names are typed by hand here.
    private static string Upper(string name) => name.ToUpperInvariant();

    private static UnusableException Unknown(string option, string value, string kind, IEnumerable<string> allowed) =>
        new($"{option}: '{value}' is not a {kind}. Allowed: {string.Join(", ", allowed)}.");
}

namespace Vpp.Lifecycle;

/// <summary>
/// Names the machine that this build runs, so that what was stored can say under which one it was accepted. Thread-safe.
/// </summary>
/// <remarks>
/// Two builds have the same hash exactly when they accept the same triggers with the same outcomes and configurations (R33). Wording, order and
/// names of anything but triggers do not count. It is the first 16 hexadecimal digits, in lower case, of the SHA-256 of this UTF-8 text, in lines
/// ended by <c>\n</c>: <c>false 0</c> and <c>true 1</c>, being for a request without and with outstanding meter access the code it begins in;
/// then for each step that is not REJECTED <c>from trigger outcome to</c>, with codes and wire names, by ascending code, then trigger in ordinal
/// order.
/// </remarks>
public static class SpecificationHash
{
    /// <summary>The hash of the machine of this build, 16 hexadecimal digits in lower case.</summary>
    public static string Current { get; } = SpecificationDigest.Of(Requests(), Steps());

    private static IEnumerable<(bool MeterAccessOutstanding, int Code)> Requests() =>
        Configuration.All
            .Where(configuration => configuration.State == ParticipationState.EnrolmentRequested)
            .Select(configuration => (configuration.MeterAccessOutstanding, (int)configuration.Code));

    private static IEnumerable<(int From, string Trigger, string Outcome, int To)> Steps() =>
        from configuration in Configuration.All
        from descriptor in TriggerDescriptors.All
        let step = TransitionTable.Next(configuration, descriptor.Trigger)
        where step.Outcome != Outcome.Rejected
        select ((int)configuration.Code, descriptor.Trigger.ToWireName(), step.Outcome.ToWireName(), (int)step.Next.Code);
}

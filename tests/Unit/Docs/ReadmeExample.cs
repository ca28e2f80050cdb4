namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class ReadmeExample
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ten_lines_from_request_to_timeline()
    {
        DateTimeOffset now = Monday;
        var written = new StringWriter();
        void Show(object? line) => written.Write($"{line}\n");

        #region embedding
        var details = new ParticipationDetails { Id = "vpp_7c2f1a9e4b0d8f3a6e2c5d10", DeviceId = "dev_1", LocationId = "loc_1" };
        Participation requested = Participation.Request(details, MeterAccess.NotRequired, now);
        Participation asked = requested.ApplyOrThrow(Trigger.ConsentRequested, now.AddMinutes(1));

        string answer = asked.Apply(Trigger.CustomerPaused, now.AddMinutes(2)).Match(
            accepted => $"now {accepted.Participation.CurrentState}",
            rejection => rejection.ToString());
        Show(answer);                                                // says what is wrong, and what is permitted instead

        foreach (TimelineEntry entry in asked.Timeline)              // what the customer sees
            Show($"{entry.Status.ToWireName(),-11} {LifecycleSpecification.Describe(entry.State).Message}");
        Show(string.Join(", ", asked.PathTo(ParticipationState.Active)!));
        #endregion

        Assert.Equal(
            """
            CUSTOMER_PAUSED is not permitted in AWAITING_CONSENT: it needs ACTIVE or SUSPENDED, which has not been reached yet. Permitted here: CONSENT_GRANTED, UNRECOVERABLE_ERROR, TELEMETRY_NEVER_ESTABLISHED, CONSENT_WITHHELD.
            COMPLETE    We’ve received your request to join the programme.
            IN_PROGRESS We need your permission to control your device during programme events. Please give consent to continue.
            PENDING     We’re waiting to receive data from your device. Please check it’s switched on and connected to the internet.
            PENDING     We’re checking we can control your device.
            PENDING     We’re checking whether your home and devices qualify.
            PENDING     We’re registering your device with the programme.
            PENDING     Good news, your device is registered.
            PENDING     Your device is active and taking part in the programme.
            ConsentGranted, TelemetryReceived, ControlConfirmed, EligibilityConfirmed, RegistrationConfirmed, DeviceWentLive

            """,
            written.ToString());
    }
}

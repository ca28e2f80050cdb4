using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>What is to be done next, for programs to act on. The codes never change their meaning. Source: R30.</summary>
[JsonConverter(typeof(WireNameConverter<NextActionCode>))]
public enum NextActionCode : byte
{
    /// <summary>The customer is to be asked for consent.</summary>
    RequestConsent,

    /// <summary>The customer is to consent.</summary>
    GrantConsent,

    /// <summary>The device is to send its first telemetry.</summary>
    SendTelemetry,

    /// <summary>The customer is to give access to the boundary meter.</summary>
    GrantMeterAccess,

    /// <summary>The device is to be shown to be controllable.</summary>
    ConfirmControl,

    /// <summary>The operator is to decide whether home and devices qualify.</summary>
    DecideEligibility,

    /// <summary>The operator is to decide on the registration.</summary>
    DecideRegistration,

    /// <summary>The device is to go live.</summary>
    GoLive,

    /// <summary>The device is to send telemetry again.</summary>
    ResumeTelemetry,

    /// <summary>The device is to be controllable again.</summary>
    RestoreControl,

    /// <summary>The customer is to renew the consent.</summary>
    RenewConsent,

    /// <summary>The operator is to lift the pause.</summary>
    LiftOperatorPause,

    /// <summary>The customer is to lift the pause.</summary>
    LiftCustomerPause,

    /// <summary>Notice is to be served.</summary>
    ServeNotice,

    /// <summary>The outstanding rewards are to be settled.</summary>
    SettleRewards,

    /// <summary>The notice period is to run out.</summary>
    ServeOutNotice,
}

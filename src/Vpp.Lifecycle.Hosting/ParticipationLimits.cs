namespace Vpp.Lifecycle.Hosting;

/// <summary>How long the texts may be that a store keeps for its host.</summary>
public static class ParticipationLimits
{
    /// <summary>The most characters of an identifier. One that is longer, empty or has control characters belongs to no participation.</summary>
    public const int Identifier = 255;

    /// <summary>The most characters of a host's data beside a participation (<see cref="StoredParticipation.HostData"/>).</summary>
    public const int HostData = 4_096;

    /// <summary>The most characters that are remembered for a host with an idempotency key (<see cref="ParticipationWrite.Memo"/>).</summary>
    public const int Memo = 4_096;

    /// <summary>The most characters of an idempotency key, of its scope and of its request's digest, each.</summary>
    public const int IdempotencyKey = 255;
}

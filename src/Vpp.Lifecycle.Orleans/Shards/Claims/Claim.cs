using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Something that one participation at a time may have.</summary>
/// <param name="Kind">"device" or "key".</param>
/// <param name="Owner">The device; or the key's scope.</param>
/// <param name="Name">The programme; or the key.</param>
internal sealed record Claim(string Kind, string Owner, string Name)
{
    public const string DeviceKind = "device";
    public const string KeyKind = "key";

    public static Claim OfKey(string scope, string key) => new(KeyKind, scope, key);

    /// <summary>A device in a programme; null where the participation is of no programme.</summary>
    public static Claim? OfDevice(ParticipationRow row) => row.ProgrammeId is { } programme ? new Claim(DeviceKind, row.DeviceId, programme) : null;
}

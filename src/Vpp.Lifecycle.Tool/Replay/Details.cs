using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// The details of a request as a ledger keeps them: packed bytes instead of objects, which a collector would have to follow and which take four
/// times as much memory.
/// </summary>
internal static class Details
{
    private static readonly EventMember[] Own =
        [EventMember.DeviceId, EventMember.LocationId, EventMember.ProviderReferenceId, EventMember.AccountId, EventMember.Supersedes];

    private static readonly EventMember[] OfTerms =
    [
        EventMember.ProviderId, EventMember.ProviderDisplayName, EventMember.ProviderLogoUrl,
        EventMember.ProgrammeId, EventMember.ProgrammeDisplayName, EventMember.ProgrammeLearnMoreUrl,
    ];

    /// <summary>Packs what a participation has for itself, its identifier first.</summary>
    internal static void PackOwn(IBufferWriter<byte> output, in EventText request)
    {
        Packing.Write(output, request.ParticipationId);
        foreach (EventMember member in Own)
            Pack(output, request, member);
        if (request.LiveMode)
            Packing.Write(output, []);
        else
            Packing.WriteNone(output);
    }

    /// <summary>Packs what many participations have in common.</summary>
    internal static void PackTerms(IBufferWriter<byte> output, in EventText request)
    {
        foreach (EventMember member in OfTerms)
            Pack(output, request, member);
        if (request.DwellTimes is { IsEmpty: false } dwellTimes)
            Packing.Write(output, JsonSerializer.SerializeToUtf8Bytes(dwellTimes));
        else
            Packing.WriteNone(output);
    }

    /// <summary>The identifier, which packed details begin with.</summary>
    internal static ReadOnlySpan<byte> IdentifierOf(ReadOnlySpan<byte> packed) => Packing.Take(ref packed);

    internal static ParticipationDetails Unpack(ReadOnlySpan<byte> packed, in Terms.Entry terms) => new()
    {
        Id = Text(ref packed)!,
        DeviceId = Text(ref packed)!,
        LocationId = Text(ref packed)!,
        ProviderReferenceId = Text(ref packed),
        AccountId = Text(ref packed),
        Supersedes = Text(ref packed),
        LiveMode = Packing.TryTake(ref packed, out _),
        Provider = terms.Provider,
        Programme = terms.Programme,
    };

    internal static Terms.Entry UnpackTerms(ReadOnlySpan<byte> packed, uint address)
    {
        string? providerId = Text(ref packed), provider = Text(ref packed), logoUrl = Text(ref packed);
        string? programmeId = Text(ref packed), programme = Text(ref packed), learnMoreUrl = Text(ref packed);
        return new Terms.Entry(
            providerId is null ? null : new ProviderInfo { Id = providerId, DisplayName = provider!, LogoUrl = logoUrl },
            programmeId is null ? null : new ProgrammeInfo { Id = programmeId, DisplayName = programme!, LearnMoreUrl = learnMoreUrl },
            Packing.TryTake(ref packed, out ReadOnlySpan<byte> dwellTimes) ? JsonSerializer.Deserialize<DwellTimes>(dwellTimes) : null,
            address);
    }

    private static void Pack(IBufferWriter<byte> output, in EventText request, EventMember member)
    {
        if (request.TryText(member, out ReadOnlySpan<byte> text))
            Packing.Write(output, text);
        else
            Packing.WriteNone(output);
    }

    private static string? Text(scoped ref ReadOnlySpan<byte> packed) =>
        Packing.TryTake(ref packed, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;
}

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Collects the details from the members of whichever object holds them. Readers number these members as here, and their own from
/// <see cref="FirstFree"/> on.
/// </summary>
internal struct DetailsReader
{
    internal const int Id = 0;
    internal const int LiveMode = 1;
    internal const int DeviceId = 2;
    internal const int LocationId = 3;
    internal const int ProviderReferenceId = 4;
    internal const int Provider = 5;
    internal const int Programme = 6;
    internal const int AccountId = 7;
    internal const int Supersedes = 8;
    internal const int FirstFree = 9;

    private static readonly MemberTable OwnMembers = new(
        (Members.Id, Id),
        (Members.ProviderReferenceId, ProviderReferenceId),
        (Members.LiveMode, LiveMode),
        (Members.DeviceId, DeviceId),
        (Members.LocationId, LocationId),
        (Members.Provider, Provider),
        (Members.Programme, Programme),
        (Members.AccountId, AccountId),
        (Members.Supersedes, Supersedes));

    private static readonly MemberTable ProviderMembers = new((Members.Id, 0), (Members.ProviderDisplayName, 1), (Members.LogoUrl, 2));
    private static readonly MemberTable ProgrammeMembers = new((Members.Id, 0), (Members.ProgrammeDisplayName, 1), (Members.LearnMoreUrl, 2));

    private string? _id;
    private string? _deviceId;
    private string? _locationId;
    private string? _providerReferenceId;
    private string? _accountId;
    private string? _supersedes;
    private ProviderInfo? _provider;
    private ProgrammeInfo? _programme;
    private bool _liveMode;

    /// <summary>The identifier, where it is all that is needed and was seen.</summary>
    internal readonly string IdAlone => _id!;

    /// <summary>Reads the member's value; false when it is none of the details.</summary>
    internal bool TryRead(ref JsonCursor cursor, int member)
    {
        switch (member)
        {
            case Id: _id = cursor.Identifier(); break;
            case LiveMode: _liveMode = cursor.Boolean(); break;
            case DeviceId: _deviceId = cursor.Identifier(); break;
            case LocationId: _locationId = cursor.Identifier(); break;
            case ProviderReferenceId: _providerReferenceId = cursor.OptionalIdentifier(); break;
            case Provider: _provider = cursor.IsNull ? null : ReadProvider(ref cursor); break;
            case Programme: _programme = cursor.IsNull ? null : ReadProgramme(ref cursor); break;
            case AccountId: _accountId = cursor.OptionalIdentifier(); break;
            case Supersedes: _supersedes = cursor.OptionalIdentifier(); break;
            default: return false;
        }

        return true;
    }

    /// <summary>The details, when nothing needed is missing.</summary>
    internal readonly ParticipationDetails ToDetails(in JsonCursor cursor, in ObjectProgress progress)
    {
        cursor.RequireSeen(progress, Id, DeviceId, LocationId);
        if (_supersedes is not null && _supersedes == _id)
            throw cursor.Broken(".supersedes", ParticipationDetails.SupersedesItself(_supersedes));
        return new ParticipationDetails
        {
            Id = _id!,
            DeviceId = _deviceId!,
            LocationId = _locationId!,
            LiveMode = _liveMode,
            ProviderReferenceId = _providerReferenceId,
            Provider = _provider,
            Programme = _programme,
            AccountId = _accountId,
            Supersedes = _supersedes,
        };
    }

    /// <summary>The details as an object of their own.</summary>
    internal static ParticipationDetails ReadValue(ref JsonCursor cursor)
    {
        var details = default(DetailsReader);
        ObjectProgress progress = cursor.StartObject(OwnMembers);
        while (cursor.NextMember(ref progress, out int member))
            details.TryRead(ref cursor, member);
        return details.ToDetails(cursor, progress);
    }

    internal static ProviderInfo ReadProvider(ref JsonCursor cursor)
    {
        (string id, string name, string? url) = ReadNamed(ref cursor, ProviderMembers);
        return new ProviderInfo { Id = id, DisplayName = name, LogoUrl = url };
    }

    internal static ProgrammeInfo ReadProgramme(ref JsonCursor cursor)
    {
        (string id, string name, string? url) = ReadNamed(ref cursor, ProgrammeMembers);
        return new ProgrammeInfo { Id = id, DisplayName = name, LearnMoreUrl = url };
    }

    /// <summary>Both have an identifier, a name and perhaps an address.</summary>
    private static (string Id, string Name, string? Url) ReadNamed(ref JsonCursor cursor, MemberTable table)
    {
        string id = "", name = "";
        string? url = null;
        ObjectProgress progress = cursor.StartObject(table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: id = cursor.Identifier(); break;
                case 1: name = cursor.String(); break;
                case 2: url = cursor.OptionalUrl(); break;
            }
        }

        cursor.RequireSeen(progress, 0, 1);
        return (id, name, url);
    }
}

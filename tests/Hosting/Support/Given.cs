namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>Participations to begin with.</summary>
internal static class Given
{
    public static ParticipationDetails Details(string id, string device = "dev_1", string programme = "vpr_1", string account = "acc_1") => new()
    {
        Id = id,
        DeviceId = device,
        LocationId = "loc_1",
        AccountId = account,
        LiveMode = true,
        Programme = new ProgrammeInfo { Id = programme, DisplayName = "Winter Reserve" },
    };

    public static Participation Requested(string id, DateTimeOffset at, string device = "dev_1", string programme = "vpr_1") =>
        Participation.Request(Details(id, device, programme), MeterAccess.NotRequired, at);
}

using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

internal static class FlipSamples
{
    internal static IEnumerable<object> Make()
    {
        Participation active = Given.In(ParticipationState.Active);
        var group = new FlipGroup { Id = "group_1", Name = "Group" };
        var attributes = new FlipDeviceAttributes { BatteryCapacityWh = 13_500.5m };
        var configuration = new FlipDeviceConfiguration { ReservePercentage = 20.5m };
        var device = new FlipDevice { Id = "dev_1", Attributes = attributes, Configuration = configuration };
        var fact = new FlipProgramFact { Name = "tariff", Type = "string", Value = "night" };
        var site = new FlipSite { Id = "site_1", Groups = [group] };
        var details = new FlipEnrollmentDetails { Site = site, Devices = [device], ProgramSpecificAttributes = [fact] };
        var pause = new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused, StatusReason = "maintenance", GroupIds = ["group_1"] };
        var impossible = new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Created };
        FlipPatchResult accepted = FlipEnrollmentPlanner.Apply(active, pause, Given.Start);
        FlipPatchResult rejected = FlipEnrollmentPlanner.Apply(active, impossible, Given.Start);
        var error = new FlipErrorEntry("wrong", "$.status");
        var detail = new FlipErrorDetail(["body", "status"], "wrong", "value_error");

        yield return group;
        yield return group with { Name = null };
        yield return attributes;
        yield return attributes with { BatteryPowerInputW = 5_000m };
        yield return configuration;
        yield return configuration with { ReservePercentage = 21m };
        yield return device;
        yield return device with { SiteId = "site_1" };
        yield return fact;
        yield return fact with { Value = "day" };
        yield return site;
        yield return site with { Groups = [] };
        yield return details;
        yield return details with { Devices = [] };
        yield return details with { UpdatedAt = Given.Start };
        yield return pause;
        yield return impossible;
        yield return accepted;
        yield return rejected;
        yield return accepted.Accepted!;
        yield return FlipEnrollmentPlanner.Apply(active, new FlipEnrollmentPatch { GroupIds = [] }, Given.Start).Accepted!;
        yield return rejected.Rejection!;
        yield return new FlipError(409, "conflict", "wrong", [detail], [error]);
        yield return error;
        yield return new FlipErrorEntry("wrong", "$.group_ids");
        yield return detail;
        yield return new FlipErrorDetail(["body", "group_ids"], "wrong", "value_error");
        yield return FlipEnrollment.From(active, details);
        yield return FlipEnrollment.From(accepted.Accepted!.Participation, details, accepted.Accepted.StatusReason);
        yield return FlipStatusMapping.From(FlipStatusMapping.Default.StatusOfEach());
        yield return FlipStatusMapping.From(_ => FlipEnrollmentStatus.Pending);
        yield return FlipEnrollmentPlanner.Plan(active.Configuration, FlipEnrollmentStatus.Paused);
        yield return FlipEnrollmentPlanner.Plan(active.Configuration, FlipEnrollmentStatus.Created);
        yield return FlipStatusReason.From("maintenance", active);
        yield return FlipStatusReason.From("storm", active);
        yield return new FlipEnrollmentConverter();
        yield return new FlipEnrollmentPatchConverter();
        yield return new FlipErrorConverter();
        yield return new WireNameConverter<FlipEnrollmentStatus>();
    }

    private static Func<ParticipationState, FlipEnrollmentStatus> StatusOfEach(this FlipStatusMapping mapping) => state => mapping[state];
}

using EnrolmentService.Directory;
using EnrolmentService.Http;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>A participation as an operator's system sees it: with the site and the operator's text.</summary>
internal sealed record EnrollmentView(Participation Participation, ParticipationVersion Version, EnrollmentSite Site, EnrollmentFacts Facts)
{
    public FlipEnrollment Enrollment => FlipEnrollment.From(
        Participation, new FlipEnrollmentDetails { Site = Site.Site, Devices = [Site.Device], UpdatedAt = Facts.UpdatedAt }, Facts.StatusReason);

    public static EnrollmentView Of(StoredParticipation stored, EnrollmentSite site) => new(stored.Participation, stored.Version, site, EnrollmentFacts.Of(stored));

    public Answer Answer()
    {
        byte[] body = Enrollment.ToUtf8Bytes();
        return Http.Answer.OfJson(body).With("ETag", Etag.Of(Version, Site.Version, body));
    }

    public Problem Conflict() => Problems.VersionMismatch(Version.ToString(), Answer().Headers["ETag"]);
}

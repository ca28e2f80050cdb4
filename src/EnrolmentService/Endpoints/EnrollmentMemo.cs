using System.Globalization;
using EnrolmentService.Directory;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>
/// What is remembered with an Idempotency-Key so that the answer can be made again: what the enrollment showed beside the participation. A site that is too
/// long to be remembered is read from the directory again.
/// </summary>
internal sealed record EnrollmentMemo(EnrollmentFacts Facts, EnrollmentSite? Site)
{
    public static string Write(EnrollmentView view)
    {
        string facts = view.Facts.ToHostData();
        string head = string.Create(CultureInfo.InvariantCulture, $"{view.Site.Version} {facts.Length}\n{facts}");
        string memo = head + view.Enrollment.ToJson();
        return memo.Length <= ParticipationLimits.Memo ? memo : head;
    }

    /// <exception cref="UnreadableDataException">It is something else than <see cref="Write"/> wrote.</exception>
    public static EnrollmentMemo Read(string participationId, string memo) => UnreadableDataException.Read(UnreadableDataException.Participation, participationId, () => Parse(participationId, memo));

    private static EnrollmentMemo Parse(string participationId, string memo)
    {
        int lineEnd = memo.IndexOf('\n', StringComparison.Ordinal);
        string[] numbers = memo[..lineEnd].Split(' ');
        string rest = memo[(lineEnd + 1)..];
        int length = int.Parse(numbers[1], CultureInfo.InvariantCulture);
        var facts = EnrollmentFacts.Of(participationId, rest[..length]);
        if (rest.Length == length)
            return new EnrollmentMemo(facts, null);
        var shown = FlipEnrollment.Parse(rest[length..]);
        return new EnrollmentMemo(facts, new EnrollmentSite(long.Parse(numbers[0], CultureInfo.InvariantCulture), shown.Site, shown.Devices[0]));
    }
}

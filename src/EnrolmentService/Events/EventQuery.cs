using System.Globalization;
using System.Reflection;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Microsoft.Extensions.Primitives;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Events;

/// <summary>What <c>GET /events</c> is asked for.</summary>
/// <param name="After">The position after which the page begins; null for the oldest kept.</param>
/// <param name="Limit">How many events at most.</param>
/// <param name="Wait">How long to wait for the first.</param>
/// <param name="Fault">What keeps it from being answered; null when nothing does.</param>
internal sealed record EventQuery(FeedPosition? After, int Limit, TimeSpan Wait, Problem? Fault) : IBindableFromHttpContext<EventQuery>
{
    public const int MostEvents = 1000;
    public const int UsualEvents = 100;
    public const int LongestWait = 30;

    public static ValueTask<EventQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<EventQuery?>(Caller.Of(context) is { } caller ? Of(context.Request.Query, caller) : null);

    private static EventQuery Of(IQueryCollection query, Caller caller)
    {
        List<InvalidMember> faults = [];
        FeedPosition? after = null;
        // A client that has read nothing yet has nothing to put there.
        if (One("after") is { Length: > 0 } text)
        {
            if (EventPosition.TryRead(text, caller, out FeedPosition position, out string? fault))
                after = position;
            else
                faults.Add(new InvalidMember("after", $"after cannot be used. {fault}"));
        }

        int limit = Number("limit", 1, MostEvents, UsualEvents);
        int wait = Number("wait", 0, LongestWait, 0);
        return new EventQuery(after, limit, TimeSpan.FromSeconds(wait), faults.Count > 0 ? Problems.Invalid(faults) : null);

        string? One(string name)
        {
            StringValues values = query[name];
            if (values.Count > 1)
                faults.Add(new InvalidMember(name, $"{name} is given {values.Count} times. Allowed: once."));
            return values.Count == 1 ? values[0] : null;
        }

        int Number(string name, int least, int most, int otherwise)
        {
            if (One(name) is not { } given)
                return otherwise;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
                return number;
            faults.Add(new InvalidMember(name, $"{name} must be a whole number from {least} to {most}."));
            return otherwise;
        }
    }
}

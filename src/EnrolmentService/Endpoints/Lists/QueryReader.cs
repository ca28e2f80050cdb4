using System.Globalization;
using EnrolmentService.Http;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary>A request's query, read parameter by parameter; what does not fit is collected.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly List<InvalidMember> _faults = [];

    public IReadOnlyList<InvalidMember> Faults => _faults;

    /// <summary>A text of up to some characters; null where there is none.</summary>
    public string? Text(string name, int longest = TextRules.LongestIdentifier)
    {
        if (!query.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values))
            return null;
        if (values is not [{ } text])
            Reject(name, $"{name} is given twice.");
        else if (text.Length == 0)
            Reject(name, $"{name} is empty.");
        else if (text.Length > longest || ParticipationText.FaultOfIdentifier(text) is not null)
            Reject(name, $"{name} has more than {longest} characters, or one that is a control character.");
        else
            return text;
        return null;
    }

    /// <summary>The members of an enumeration, several joined by commas or as parameters of the same name.</summary>
    public IReadOnlyList<TEnum> Names<TEnum>(string name, Func<TEnum, string> write)
        where TEnum : struct, Enum
    {
        var found = new List<TEnum>();
        foreach (string text in query[name].SelectMany(value => value!.Split(',')))
        {
            if (WireNames.TryParse(text, out TEnum value))
                found.Add(value);
            else
                Reject(name, $"\"{Excerpt(text)}\" is no {name}. Allowed: {string.Join(", ", Enum.GetValues<TEnum>().Select(write))}; several are joined by commas.");
        }

        return found;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Rfc3339.TryParse(text, out DateTimeOffset time))
            return time;
        Reject(name, $"\"{Excerpt(text)}\" is not a time. Allowed: RFC 3339 with an offset, such as 2026-05-01T12:00:00Z; a + is written %2B in an address.");
        return null;
    }

    public int Limit(string name, int most, int otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit >= 1 && limit <= most)
            return limit;
        Reject(name, $"{name} must be a whole number from 1 to {most}.");
        return otherwise;
    }

    public bool Flag(string name)
    {
        string? text = Text(name);
        if (text is not (null or "true" or "false"))
            Reject(name, $"\"{Excerpt(text)}\" is not allowed. Allowed: true or false.");
        return text == "true";
    }

    public void Reject(string name, string detail) => _faults.Add(new InvalidMember(name, detail));

    private static string Excerpt(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

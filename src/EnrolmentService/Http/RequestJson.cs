using System.Text.Json;
using System.Text.Unicode;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary>
/// A request's body, one JSON object, taken apart member by member; what does not fit is collected in <see cref="Fault"/>. Members it does not know are
/// ignored; a member given twice, bad UTF-8 and a lone surrogate are errors.
/// </summary>
internal sealed class RequestJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly List<InvalidMember> _errors = [];
    private readonly JsonElement _root;
    private readonly string? _malformed;

    private RequestJson(JsonElement root) => _root = root;

    private RequestJson(string malformed) => _malformed = malformed;

    /// <summary>What keeps the body from being used; null when nothing does.</summary>
    public Problem? Fault => _malformed is not null ? Problems.MalformedJson(_malformed) : _errors.Count > 0 ? Problems.Invalid(_errors) : null;

    /// <summary>Why it is not one JSON object; null where it is.</summary>
    public string? Malformed => _malformed;

    /// <summary>The members that do not fit, of those that were asked for so far.</summary>
    public IReadOnlyList<InvalidMember> Errors => _errors;

    public static RequestJson Of(HttpContext context) => Parse(RequestBody.Of(context).Bytes, "The body");

    /// <param name="text">The text.</param>
    /// <param name="what">What messages call it.</param>
    public static RequestJson Parse(ReadOnlyMemory<byte> text, string what)
    {
        if (!Utf8.IsValid(text.Span))
            return new RequestJson($"{what} is not UTF-8.");
        try
        {
            if (HasLoneSurrogate(text.Span))
                return new RequestJson($"{what} is not well-formed JSON: half of a surrogate pair stands alone.");
            using JsonDocument document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new RequestJson(document.RootElement.Clone()) : new RequestJson($"{what} must be a JSON object.");
        }
        catch (JsonException exception)
        {
            return new RequestJson($"{what} is not well-formed JSON: {exception.Message}");
        }
    }

    public bool Has(string member) => _malformed is null && _root.TryGetProperty(member, out _);

    /// <summary>Whether a member is not there, or null.</summary>
    public bool IsAbsent(string member) => _malformed is null && (!_root.TryGetProperty(member, out JsonElement value) || value.ValueKind == JsonValueKind.Null);

    /// <summary>An identifier that must be there; "" when it is not.</summary>
    public string Identifier(string member) => Text(member, isRequired: true, TextRules.FaultOfIdentifier) ?? "";

    /// <summary>An identifier that may be absent or null.</summary>
    public string? OptionalIdentifier(string member) => Text(member, isRequired: false, TextRules.FaultOfIdentifier);

    public string? OptionalText(string member) => Text(member, isRequired: false, static (text, member) => TextRules.FaultOfText(text, member));

    public Trigger Trigger(string member)
    {
        string? name = Text(member, isRequired: true, TextRules.FaultOfIdentifier);
        if (WireNames.TryParse(name, out Trigger trigger))
            return trigger;
        if (name is not null)
            Reject(member, $"{name} is not an event. Allowed: {string.Join(", ", LifecycleSpecification.Triggers.Select(descriptor => descriptor.Trigger.ToWireName()))}.");
        return default;
    }

    public DateTimeOffset? OptionalTime(string member)
    {
        string? text = Text(member, isRequired: false, TextRules.FaultOfIdentifier);
        if (text is null)
            return null;
        if (Rfc3339.TryParse(text, out DateTimeOffset time))
            return time;
        Reject(member, $"{text} is not a time. Allowed: RFC 3339 with an offset, such as 2026-05-01T12:00:00Z.");
        return null;
    }

    public void Reject(string member, string detail) => _errors.Add(new InvalidMember("/" + member, detail));

    /// <summary>Half of a surrogate pair is no text, whether in a value or in a name, of a member that is known here or of any other.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> body)
    {
        // Only an escape can write one: UTF-8 that is valid has none.
        if (!body.Contains((byte)'\\'))
            return false;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A flag; null when it is absent or null.</summary>
    public bool? OptionalFlag(string member)
    {
        if (_malformed is not null || !_root.TryGetProperty(member, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Reject(member, $"{member} must be true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>Some words, each once, of those that are allowed; null when the member is absent or null.</summary>
    public IReadOnlyList<string>? OptionalWords(string member, IReadOnlyCollection<string> allowed)
    {
        if (_malformed is not null || !_root.TryGetProperty(member, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            Reject(member, $"{member} must be an array with one or more of {string.Join(", ", allowed)}.");
            return null;
        }

        var words = new List<string>();
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            if (element.ValueKind != JsonValueKind.String || !allowed.Contains(element.GetString()!))
                Reject($"{member}/{index}", $"{element.GetRawText()} is unknown. Allowed: {string.Join(", ", allowed)}.");
            else if (words.Contains(element.GetString()!))
                Reject($"{member}/{index}", $"{element.GetRawText()} is there twice.");
            else
                words.Add(element.GetString()!);
        }

        return words;
    }

    /// <summary>A text by a rule of its own, which says what is wrong with it or null; null when it is absent, null or wrong.</summary>
    public string? Text(string member, bool isRequired, Func<string, string, string?> faultOf)
    {
        if (_malformed is not null)
            return null;
        if (!_root.TryGetProperty(member, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            if (isRequired)
                Reject(member, $"{member} is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Reject(member, $"{member} must be a string.");
            return null;
        }

        string text = value.GetString()!;
        if (faultOf(text, member) is not { } fault)
            return text;
        Reject(member, fault);
        return null;
    }
}

using System.Text.Json;
using System.Text.Unicode;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary>
/// A request's body, one JSON object, taken apart member by member; what does not fit is collected and refused at once. Members it
/// does not know are ignored; a member given twice, bad UTF-8 and a lone surrogate are errors.
/// </summary>
internal sealed class RequestJson
{
    public const int LongestIdentifier = 128;
    public const int LongestText = 2000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly List<InvalidMember> _errors = [];
    private readonly JsonElement _root;

    private RequestJson(JsonElement root) => _root = root;

    /// <exception cref="RefusedException">The body is not a JSON object, or not well-formed.</exception>
    public static RequestJson Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            throw new RefusedException(Problems.MalformedJson("The body is not UTF-8."));
        try
        {
            RefuseLoneSurrogates(body.Span);
            using JsonDocument document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new RequestJson(document.RootElement.Clone())
                : throw new RefusedException(Problems.MalformedJson("The body must be a JSON object."));
        }
        catch (JsonException exception)
        {
            throw new RefusedException(Problems.MalformedJson($"The body is not well-formed JSON: {exception.Message}"));
        }
    }

    /// <summary>An identifier that must be there; "" when it is not.</summary>
    public string Identifier(string member) => Text(member, LongestIdentifier, required: true, allowEmpty: false) ?? "";

    /// <summary>An identifier that may be absent or null.</summary>
    public string? OptionalIdentifier(string member) => Text(member, LongestIdentifier, required: false, allowEmpty: false);

    public string? OptionalText(string member) => Text(member, LongestText, required: false, allowEmpty: true);

    public bool Has(string member) => _root.TryGetProperty(member, out _);

    public Trigger Trigger(string member)
    {
        string? name = Text(member, LongestIdentifier, required: true, allowEmpty: false);
        if (WireNames.TryParse(name, out Trigger trigger))
            return trigger;
        if (name is not null)
            Refuse(member, $"{name} is not an event. Allowed: {string.Join(", ", LifecycleSpecification.Triggers.Select(descriptor => descriptor.Trigger.ToWireName()))}.");
        return default;
    }

    public DateTimeOffset? OptionalTime(string member)
    {
        string? text = Text(member, LongestIdentifier, required: false, allowEmpty: false);
        if (text is null)
            return null;
        if (Rfc3339.TryParse(text, out DateTimeOffset time))
            return time;
        Refuse(member, $"{text} is not a time. Allowed: RFC 3339 with an offset, such as 2026-05-01T12:00:00Z.");
        return null;
    }

    public void Refuse(string member, string detail) => _errors.Add(new InvalidMember("/" + member, detail));

    /// <exception cref="RefusedException">Something did not fit.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
            throw new RefusedException(Problems.Invalid(_errors));
    }

    /// <summary>What keeps a text from being stored; null when nothing does.</summary>
    public static string? FaultOf(string text, string member, int longest) =>
        text.Length > longest ? $"{member} is longer than {longest} characters."
        // PostgreSQL holds no U+0000, and no other control character means anything in an identifier or a remark.
        : text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? $"{member} has a control character."
        : null;

    /// <summary>Half of a surrogate pair is no text, whether in a value or in a name, of a member that is known here or of any other.</summary>
    private static void RefuseLoneSurrogates(ReadOnlySpan<byte> body)
    {
        // Only an escape can write one: UTF-8 that is valid has none.
        if (!body.Contains((byte)'\\'))
            return;
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
                throw new RefusedException(Problems.MalformedJson("The body is not well-formed JSON: half of a surrogate pair stands alone."));
            }
        }
    }

    private string? Text(string member, int longest, bool required, bool allowEmpty)
    {
        if (!_root.TryGetProperty(member, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required)
                Refuse(member, $"{member} is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(member, $"{member} must be a string.");
            return null;
        }

        string text = value.GetString()!;
        string? fault = text.Length == 0 && !allowEmpty ? $"{member} is empty." : FaultOf(text, member, longest);
        if (fault is null)
            return text;
        Refuse(member, fault);
        return null;
    }
}

namespace Vpp.Lifecycle;

/// <summary>
/// The texts of one language: what the customer is told in each state and for each suspension reason, and what each state means.
/// English and German are built in; a host replaces single texts with <see cref="WithMessage(ParticipationState, string)"/> or brings a whole
/// language with <see cref="From"/>. <see cref="Choose"/> finds the one that a reader asks for.
/// </summary>
/// <remarks>Immutable; compares by value; safe to share between threads. Source: states page, columns "Customer-facing message" and "Description".</remarks>
public sealed class MessageCatalogue : IEquatable<MessageCatalogue>
{
    private readonly string[] _stateMessages;
    private readonly string[] _reasonMessages;
    private readonly string[] _descriptions;

    private MessageCatalogue(string language, string[] stateMessages, string[] reasonMessages, string[] descriptions)
    {
        Language = language;
        _stateMessages = stateMessages;
        _reasonMessages = reasonMessages;
        _descriptions = descriptions;
    }

    /// <summary>The texts of the states page.</summary>
    public static MessageCatalogue English { get; } = new(
        "en",
        [.. LifecycleSpecification.States.Select(state => state.Message)],
        [.. LifecycleSpecification.Reasons.Select(reason => reason.Message)],
        [.. LifecycleSpecification.States.Select(state => state.Description)]);

    /// <summary>The texts of the states page in German. The customer is addressed as „Sie“.</summary>
    public static MessageCatalogue German { get; } = From("de", GermanTexts.Messages, GermanTexts.ReasonMessages, GermanTexts.Descriptions);

    /// <summary>The languages that are built in, English first.</summary>
    public static IReadOnlyList<MessageCatalogue> BuiltIn { get; } = Array.AsReadOnly([English, German]);

    /// <summary>
    /// The language's tag (BCP 47), such as "en" or "de-AT": for a page's <c>lang</c> attribute, a <c>Content-Language</c> header and the culture
    /// that dates are written in.
    /// </summary>
    public string Language { get; }

    /// <summary>A whole language of the host's own.</summary>
    /// <param name="language">Its tag (BCP 47).</param>
    /// <param name="messages">What the customer is told in each of the 16 states.</param>
    /// <param name="reasonMessages">What the customer is told for each of the five suspension reasons.</param>
    /// <param name="descriptions">What each of the 16 states means; the English descriptions when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="language"/>, <paramref name="messages"/> or <paramref name="reasonMessages"/> is null.</exception>
    /// <exception cref="ArgumentException">The text for a state or a reason is missing, empty, or has a lone surrogate; the message names which.</exception>
    public static MessageCatalogue From(
        string language,
        IReadOnlyDictionary<ParticipationState, string> messages,
        IReadOnlyDictionary<SuspensionReason, string> reasonMessages,
        IReadOnlyDictionary<ParticipationState, string>? descriptions = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(reasonMessages);
        return new MessageCatalogue(
            Text.Identifier(language, nameof(language)),
            [.. LifecycleSpecification.States.Select(state => Find(messages, state.State, state.ToString(), nameof(messages)))],
            [.. LifecycleSpecification.Reasons.Select(reason => Find(reasonMessages, reason.Reason, reason.ToString(), nameof(reasonMessages)))],
            descriptions is null
                ? English._descriptions
                : [.. LifecycleSpecification.States.Select(state => Find(descriptions, state.State, state.ToString(), nameof(descriptions)))]);
    }

    /// <summary>
    /// The catalogue that a reader asks for, by look-up (RFC 4647, 3.4): of the languages asked for, the most wanted first, each is looked for as it is,
    /// then cut from its end ("de-AT", "de"), until a catalogue has just that tag, in upper or lower case. A language rejected (<c>q=0</c>) is
    /// given only where there is no other; what cannot be read in the header is passed over.
    /// </summary>
    /// <param name="acceptLanguage">The value of an <c>Accept-Language</c> header, such as "de-AT, en;q=0.5"; null or empty when there is none.</param>
    /// <param name="catalogues">The languages that there are, the one for everybody else first; <see cref="BuiltIn"/> when left out.</param>
    /// <returns>The catalogue; where none that is asked for is there, the first one that is not rejected.</returns>
    /// <exception cref="ArgumentException">There is no catalogue among those given, or one is null.</exception>
    public static MessageCatalogue Choose(string? acceptLanguage, IReadOnlyList<MessageCatalogue>? catalogues = null)
    {
        catalogues ??= BuiltIn;
        if (catalogues.Count == 0 || catalogues.Contains(null))
            throw new ArgumentException("There is no catalogue, or one is null. Needed: at least one.", nameof(catalogues));
        LanguageRange[] ranges = [.. LanguageRange.Parse(acceptLanguage)];
        MessageCatalogue[] allowed = [.. catalogues.Where(catalogue => !LanguageRange.Refuse(ranges, catalogue.Language))];
        return ranges
            .Where(range => range.Quality > 0)
            .SelectMany(range => range.Truncations())
            .Select(tag => Array.Find(allowed, catalogue => catalogue.Language.Equals(tag, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(found => found is not null)
            ?? allowed.FirstOrDefault(catalogues[0]);
    }

    /// <summary>What the customer is told in a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public string Message(ParticipationState state)
    {
        Defined.Require(state);
        return _stateMessages[(int)state];
    }

    /// <summary>What the customer is told for a suspension reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public string Message(SuspensionReason reason)
    {
        Defined.Require(reason);
        return _reasonMessages[(int)reason];
    }

    /// <summary>What a state means, for developers and operators.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public string Description(ParticipationState state)
    {
        Defined.Require(state);
        return _descriptions[(int)state];
    }

    /// <summary>This catalogue with another message for a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="message">What the customer is told from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    /// <exception cref="ArgumentException">The message is missing, empty, or has a lone surrogate.</exception>
    public MessageCatalogue WithMessage(ParticipationState state, string message)
    {
        Defined.Require(state);
        return new MessageCatalogue(Language, Replace(_stateMessages, (int)state, Text.NotEmpty(message, nameof(message))), _reasonMessages, _descriptions);
    }

    /// <summary>This catalogue with another message for a suspension reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="message">What the customer is told from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    /// <exception cref="ArgumentException">The message is missing, empty, or has a lone surrogate.</exception>
    public MessageCatalogue WithMessage(SuspensionReason reason, string message)
    {
        Defined.Require(reason);
        return new MessageCatalogue(Language, _stateMessages, Replace(_reasonMessages, (int)reason, Text.NotEmpty(message, nameof(message))), _descriptions);
    }

    /// <summary>This catalogue with another description of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="description">What the state means, in words of the host's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    /// <exception cref="ArgumentException">The description is missing, empty, or has a lone surrogate.</exception>
    public MessageCatalogue WithDescription(ParticipationState state, string description)
    {
        Defined.Require(state);
        return new MessageCatalogue(
            Language, _stateMessages, _reasonMessages, Replace(_descriptions, (int)state, Text.NotEmpty(description, nameof(description))));
    }

    /// <inheritdoc/>
    public bool Equals(MessageCatalogue? other) =>
        other is not null
        && Language == other.Language
        && _stateMessages.AsSpan().SequenceEqual(other._stateMessages)
        && _reasonMessages.AsSpan().SequenceEqual(other._reasonMessages)
        && _descriptions.AsSpan().SequenceEqual(other._descriptions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageCatalogue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Language, _stateMessages[0], _reasonMessages[0], _descriptions[0]);

    /// <summary>The language's tag.</summary>
    public override string ToString() => Language;

    /// <summary>Whether two catalogues hold the same texts.</summary>
    /// <param name="left">One catalogue.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(MessageCatalogue? left, MessageCatalogue? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two catalogues differ.</summary>
    /// <param name="left">One catalogue.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(MessageCatalogue? left, MessageCatalogue? right) => !(left == right);

    private static string Find<TKey>(IReadOnlyDictionary<TKey, string> texts, TKey key, string wireName, string parameter)
    {
        if (!texts.TryGetValue(key, out string? text) || string.IsNullOrEmpty(text))
            throw new ArgumentException($"There is no text for {wireName}. Needed: one that is not empty for every value.", parameter);
        return Text.WellFormed(text, parameter);
    }

    private static string[] Replace(string[] texts, int index, string text)
    {
        string[] copy = [.. texts];
        copy[index] = text;
        return copy;
    }
}

namespace EnrolmentService.Imports;

/// <summary>A row as it was read: what is asked for, or why it cannot be.</summary>
internal sealed record ImportRow(long Line, string ExternalId, string DeviceId, string ProgrammeId, string ProviderId, string? ProviderReferenceId)
{
    /// <summary>The members of a row; all but the last must be there.</summary>
    public static readonly IReadOnlyList<string> Members = ["external_id", "device_id", "programme_id", "provider_id", "provider_reference_id"];

    public const int RequiredMembers = 4;

    /// <summary>Why it is refused; null where nothing is wrong with what was read.</summary>
    public ImportRejection? Rejection { get; private init; }

    public static ImportRow Rejected(ImportRejection rejection) => new(rejection.Line, rejection.ExternalId ?? "", "", "", "", null) { Rejection = rejection };

    /// <param name="line">The line on which it begins.</param>
    /// <param name="values">The values of <see cref="Members"/>, in their order.</param>
    public static ImportRow Of(long line, IReadOnlyList<string?> values) => new(line, values[0]!, values[1]!, values[2]!, values[3]!, values[4]);

    /// <summary>Whether another asks for the same.</summary>
    public bool AsksTheSameAs(ImportRow other) => this with { Line = other.Line } == other;
}

using System.Text.Json;

namespace EnrolmentService.Imports;

/// <summary>Why a row of an import was refused.</summary>
internal enum ImportCode
{
    /// <summary>It has not as many columns as the header, or a quote where none can be.</summary>
    MalformedRow,

    /// <summary>It is not one JSON object.</summary>
    MalformedJson,

    MissingMember,

    /// <summary>A member is no identifier.</summary>
    InvalidValue,

    UnknownDevice,

    UnknownProgramme,

    /// <summary>The programme is not one of the provider.</summary>
    UnknownProvider,

    /// <summary>The device takes part in the programme already.</summary>
    AlreadyParticipating,

    /// <summary>Another row came with the same external_id before.</summary>
    ExternalIdReused,

    /// <summary>What is stored of the device, of the programme, or of what the external_id made before cannot be read.</summary>
    Unreadable,

    /// <summary>Others kept changing what the row is about; the same file again completes it.</summary>
    Contended,
}

internal static class ImportCodes
{
    public static string ToWireName(this ImportCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}

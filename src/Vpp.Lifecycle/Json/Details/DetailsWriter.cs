using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes the details, and the parts of them that every form has in common.</summary>
internal static class DetailsWriter
{
    /// <summary>The details as an object of their own.</summary>
    internal static void WriteValue(Utf8JsonWriter writer, ParticipationDetails details)
    {
        writer.WriteStartObject();
        WriteStart(writer, details);
        WriteProgramme(writer, details);
        writer.WriteIfAny(Members.Supersedes, details.Supersedes);
        writer.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter writer, ProviderInfo provider)
    {
        writer.WriteStartObject();
        WriteMembers(writer, provider);
    }

    internal static void WriteValue(Utf8JsonWriter writer, ProgrammeInfo programme)
    {
        writer.WriteStartObject();
        WriteMembers(writer, programme);
    }

    /// <summary>The identifiers and the mode, in the order of the resource.</summary>
    internal static void WriteStart(Utf8JsonWriter writer, ParticipationDetails details)
    {
        writer.WriteString(Members.Id, details.Id);
        writer.WriteIfAny(Members.ProviderReferenceId, details.ProviderReferenceId);
        writer.WriteBoolean(Members.LiveMode, details.LiveMode);
        writer.WriteString(Members.DeviceId, details.DeviceId);
        writer.WriteString(Members.LocationId, details.LocationId);
    }

    /// <summary>Provider, programme and account, each left out when there is none.</summary>
    internal static void WriteProgramme(Utf8JsonWriter writer, ParticipationDetails details)
    {
        if (details.Provider is { } provider)
        {
            writer.WriteStartObject(Members.Provider);
            WriteMembers(writer, provider);
        }

        if (details.Programme is { } programme)
        {
            writer.WriteStartObject(Members.Programme);
            WriteMembers(writer, programme);
        }

        writer.WriteIfAny(Members.AccountId, details.AccountId);
    }

    private static void WriteMembers(Utf8JsonWriter writer, ProviderInfo provider)
    {
        writer.WriteString(Members.Id, provider.Id);
        writer.WriteString(Members.ProviderDisplayName, provider.DisplayName);
        writer.WriteIfAny(Members.LogoUrl, provider.LogoUrl);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, ProgrammeInfo programme)
    {
        writer.WriteString(Members.Id, programme.Id);
        writer.WriteString(Members.ProgrammeDisplayName, programme.DisplayName);
        writer.WriteIfAny(Members.LearnMoreUrl, programme.LearnMoreUrl);
        writer.WriteEndObject();
    }
}

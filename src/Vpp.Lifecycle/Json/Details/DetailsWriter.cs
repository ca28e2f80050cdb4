using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes the parts of the details that every form has in common.</summary>
internal static class DetailsWriter
{
    /// <summary>Provider, programme and account, each left out when there is none.</summary>
    internal static void WriteProgramme(Utf8JsonWriter writer, ParticipationDetails details)
    {
        if (details.Provider is { } provider)
        {
            writer.WriteStartObject(Members.Provider);
            writer.WriteString(Members.Id, provider.Id);
            writer.WriteString(Members.ProviderDisplayName, provider.DisplayName);
            writer.WriteIfAny(Members.LogoUrl, provider.LogoUrl);
            writer.WriteEndObject();
        }

        if (details.Programme is { } programme)
        {
            writer.WriteStartObject(Members.Programme);
            writer.WriteString(Members.Id, programme.Id);
            writer.WriteString(Members.ProgrammeDisplayName, programme.DisplayName);
            writer.WriteIfAny(Members.LearnMoreUrl, programme.LearnMoreUrl);
            writer.WriteEndObject();
        }

        writer.WriteIfAny(Members.AccountId, details.AccountId);
    }
}

using System.Text.Json;

namespace EnrolmentService.Webhooks;

/// <summary>The words on the wire for the values here: UPPER_SNAKE.</summary>
internal static class WebhookWords
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    public static string[] All<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(Of)];
}

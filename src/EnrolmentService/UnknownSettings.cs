using System.Reflection;
using EnrolmentService.Cluster;
using EnrolmentService.Webhooks;

namespace EnrolmentService;

/// <summary>Finds settings that nothing reads: one that is misspelt would be passed over in silence. Says no values, which may be secrets.</summary>
internal static class UnknownSettings
{
    // Sections of "Service" that are read by themselves.
    private static readonly Dictionary<string, Type> Apart = new(StringComparer.OrdinalIgnoreCase) { ["Cluster"] = typeof(ClusterSettings), ["Webhooks"] = typeof(WebhookOptions) };

    /// <exception cref="UnusableSettingException">There is such a setting.</exception>
    public static void Reject(IConfiguration configuration) => RejectMembers(configuration.GetSection("Service"), MembersOf(typeof(ServiceOptions)).Concat(Apart));

    private static void Reject(IConfigurationSection section, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsValueType || type == typeof(string))
        {
            if (section.GetChildren().FirstOrDefault() is { } below)
                throw new UnusableSettingException($"{below.Path} is no setting: {section.Path} is a value.");
            return;
        }

        if (!string.IsNullOrEmpty(section.Value))
            throw new UnusableSettingException($"{section.Path} has a value, and is a section. Allowed: settings below it, {section.Path}:NAME.");
        if (type.IsGenericType)
        {
            // A list, or a dictionary by name: any key will do.
            foreach (IConfigurationSection item in section.GetChildren())
                Reject(item, type.GenericTypeArguments[^1]);
        }
        else
        {
            RejectMembers(section, MembersOf(type));
        }
    }

    private static void RejectMembers(IConfigurationSection section, IEnumerable<KeyValuePair<string, Type>> members)
    {
        var known = new SortedDictionary<string, Type>(members.ToDictionary(), StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection child in section.GetChildren())
            Reject(child, known.GetValueOrDefault(child.Key) ?? throw new UnusableSettingException($"{child.Path} is no setting. Allowed: {string.Join(", ", known.Keys)}."));
    }

    private static IEnumerable<KeyValuePair<string, Type>> MembersOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => KeyValuePair.Create(property.Name, property.PropertyType));
}

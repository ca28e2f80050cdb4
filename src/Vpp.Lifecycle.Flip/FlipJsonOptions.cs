using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>Settles how a host's own serializer writes the types of this vendor's contract. Thread-safe, as far as the options are.</summary>
public static class FlipJsonOptions
{
    private static readonly JsonConverter[] Converters =
    [
        new WireNameConverter<FlipEnrollmentStatus>(), new FlipEnrollmentConverter(), new FlipEnrollmentPatchConverter(), new FlipErrorConverter(),
    ];

    /// <summary>
    /// <see cref="LifecycleJsonOptions.AddVppLifecycle"/>, and this contract's converters before all others as well.
    /// </summary>
    /// <param name="options">The options, before their first use. Called again, the converters move to the front again.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The options are in use already, and so read-only.</exception>
    public static JsonSerializerOptions AddVppLifecycleFlip(this JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddVppLifecycle();
        foreach (JsonConverter converter in Converters)
            options.Converters.Remove(converter);
        for (int index = 0; index < Converters.Length; index++)
            options.Converters.Insert(index, Converters[index]);
        return options;
    }
}

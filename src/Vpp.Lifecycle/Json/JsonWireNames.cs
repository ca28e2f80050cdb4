using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Json;

/// <summary>The errors' names as other programs read and write them: UPPER_SNAKE, compared by ordinal characters. Thread-safe.</summary>
public static class JsonWireNames
{
    /// <summary>The error's wire name.</summary>
    /// <param name="error">A defined error.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined error.</exception>
    public static string ToWireName(this LifecycleJsonError error) => WireNameTable<LifecycleJsonError>.NameOf((int)error, nameof(error));

    /// <summary>Reads an error's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="error">The error, where the name is one; else the first value.</param>
    /// <returns>Whether the name is an error's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out LifecycleJsonError error) => WireNameTable<LifecycleJsonError>.TryParse(name, out error);
}

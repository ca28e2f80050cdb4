namespace Vpp.Lifecycle.Json;

/// <summary>The errors' names as other programs read and write them: UPPER_SNAKE. <see cref="WireNames.TryParse{TEnum}"/> reads them. Thread-safe.</summary>
public static class JsonWireNames
{
    /// <summary>The error's wire name.</summary>
    /// <param name="error">A defined error.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined error.</exception>
    public static string ToWireName(this LifecycleJsonError error) => WireNameTable<LifecycleJsonError>.NameOf((int)error, nameof(error));
}

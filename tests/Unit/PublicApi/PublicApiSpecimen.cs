using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Tests.Unit.PublicApi;

#pragma warning disable CA1819, CA1822, CA1024, CA1721, MA0041, CS0067, IDE0060 // One of everything that a listing has to tell apart.

/// <summary>One of everything that a listing has to tell apart.</summary>
public sealed class PublicApiSpecimen : IDisposable
{
    public const int Most = 7;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public PublicApiSpecimen(string name) => Name = name;

    public string Name { get; }

    public required string? Nickname { get; init; }

    public int? Age { get; set; }

    public IReadOnlyList<string?>? Notes { get; init; }

    public string[] Words => [];

    public string this[int place] => Name;

    public string Speak(string? note = null, int times = 3) => Name;

    public static bool TryMake([NotNullWhen(true)] string? name, [NotNullWhen(true)] out PublicApiSpecimen? made, StringComparison comparison = StringComparison.Ordinal)
    {
        made = null;
        return false;
    }

    public T Choose<T>(Func<string, T> choose, params ReadOnlySpan<int> numbers)
        where T : struct => default;

    [Obsolete("by Speak")]
    public void Shout()
    {
    }

    public void Dispose()
    {
    }

    public override string ToString() => Name;
}

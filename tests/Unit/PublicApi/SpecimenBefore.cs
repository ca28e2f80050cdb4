namespace Vpp.Lifecycle.Tests.Unit.PublicApi;

#pragma warning disable CA1822, IDE0060 // Its surface is all that there is to it.

/// <summary>A surface before a change.</summary>
public sealed class SpecimenBefore
{
    public const int Most = 7;

    public string? Note { get; } = "";

    public void Speak(int times = 3)
    {
    }

    public void Whisper()
    {
    }
}

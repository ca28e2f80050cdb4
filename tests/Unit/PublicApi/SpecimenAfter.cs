namespace Vpp.Lifecycle.Tests.Unit.PublicApi;

#pragma warning disable CA1822, IDE0060 // Its surface is all that there is to it.

/// <summary>A surface after a change.</summary>
public class SpecimenAfter
{
    public const int Most = 8;

    public string Note { get; } = "";

    public void Speak(int times = 4)
    {
    }

    public void Shout()
    {
    }
}

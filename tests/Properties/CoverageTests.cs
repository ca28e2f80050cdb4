
namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What the random lives reach; a property says nothing of a pair that none of them tries.</summary>
public sealed class CoverageTests : IDisposable
{
    private readonly Dictionary<(Configuration, Trigger), int> _tried = [];
    private int _lives;

    /// <summary>After the last life. docs/verification.md tells these numbers.</summary>
    public void Dispose()
    {
        Assert.Equal(LifecyclePropertyAttribute.Cases, _lives);
        Assert.Equal(225_255, _tried.Values.Sum());
        Assert.Equal(1428, _tried.Count);
        Assert.Equal(7, _tried.Values.Min());
    }

    [LifecycleProperty]
    public void The_lives_try_every_trigger_in_every_configuration(Script script)
    {
        _lives++;
        Participation participation = script.Request();
        foreach (Command command in script.Commands)
        {
            if (command.Trigger is { } trigger)
                _tried[(participation.Configuration, trigger)] = _tried.GetValueOrDefault((participation.Configuration, trigger)) + 1;
            Script.Perform(participation, command, out participation);
        }
    }
}

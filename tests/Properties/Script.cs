namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>A whole life to try: how the participation is requested and what happens to it then. Prints as text, a command a line.</summary>
public sealed record Script(MeterAccess MeterAccess, DwellTimes DwellTimes, IReadOnlyList<Command> Commands)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ParticipationDetails Details = new() { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_0" };

    public Participation Request() => Participation.Request(Details, MeterAccess, Start, DwellTimes);

    public static TransitionResult? Perform(Participation participation, Command command, out Participation after)
    {
        if (command.Trigger is { } trigger)
        {
            TransitionResult result = participation.Apply(trigger, command.At);
            after = result.Accepted?.Participation ?? participation;
            return result;
        }

        AmendmentResult amendment = participation.Amend(Amended(participation.Details), command.At);
        after = amendment.Match(amended => amended, _ => participation);
        return null;
    }

    /// <summary>Every value of the life, the request first; a command that is rejected repeats the value before it.</summary>
    public List<Participation> Live()
    {
        List<Participation> values = [Request()];
        foreach (Command command in Commands)
        {
            Perform(values[^1], command, out Participation after);
            values.Add(after);
        }

        return values;
    }

    /// <summary>The next of a never-ending row of locations.</summary>
    public static ParticipationDetails Amended(ParticipationDetails details) =>
        details with { LocationId = $"loc_{int.Parse(details.LocationId[4..], null) + 1}" };

    /// <summary>Simpler lives: fewer commands first, then plainer ones.</summary>
    public IEnumerable<Script> Shrink()
    {
        foreach (Command[] fewer in Shrinking.Shorter(Commands))
            yield return this with { Commands = fewer };
        if (MeterAccess != MeterAccess.NotRequired)
            yield return this with { MeterAccess = MeterAccess.NotRequired };
        if (!DwellTimes.IsEmpty)
            yield return this with { DwellTimes = DwellTimes.None };
        for (int index = 0; index < Commands.Count; index++)
        {
            if (Commands[index].At != Start)
                yield return this with { Commands = [.. Commands.Select((command, other) => other == index ? command with { At = Start } : command)] };
        }
    }

    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            Commands.Select(command => $"  {command}")
                .Prepend($"request, meter access {MeterAccess.ToWireName()}, dwell times: {(DwellTimes.IsEmpty ? "none" : DwellTimes)}"));
}

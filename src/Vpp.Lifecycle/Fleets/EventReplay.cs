namespace Vpp.Lifecycle;

/// <summary>Events applied to a fleet one after another.</summary>
internal static class EventReplay
{
    /// <summary>Refuses the first event that is not for this fleet.</summary>
    internal static void Require(ReadOnlySpan<FleetEvent> events, int fleetLength)
    {
        for (int index = 0; index < events.Length; index++)
        {
            FleetEvent fired = events[index];
            if ((uint)fired.Index >= (uint)fleetLength || fired.Trigger > Defined.LastTrigger)
                throw Rejection(fired, index, fleetLength, nameof(events));
        }
    }

    /// <summary>Applies events that <see cref="Require"/> has let pass.</summary>
    internal static void Run(Span<byte> codes, ReadOnlySpan<FleetEvent> events, ref OutcomeTally tally)
    {
        ReadOnlySpan<byte> table = StepTable.Bytes;
        while (!events.IsEmpty)
        {
            ReadOnlySpan<FleetEvent> block = events[..Math.Min(events.Length, OutcomeTally.RegisterCapacity)];
            events = events[block.Length..];
            ulong counts = 0;
            foreach (FleetEvent fired in block)
            {
                ref byte code = ref codes[fired.Index];
                if (code >= ConfigurationLayout.Count)
                {
                    tally.Invalid++;
                    continue;
                }

                byte step = table[((int)fired.Trigger * TransitionTable.RowLength) + code];
                code = (byte)(step & ChangeTable.CodeMask);
                counts += OutcomeTally.One(step);
            }

            tally.Add(counts);
        }
    }

    private static ArgumentException Rejection(FleetEvent fired, int index, int fleetLength, string parameter)
    {
        string allowedIndexes = fleetLength == 0 ? "none, for the fleet is empty" : $"0 to {fleetLength - 1}";
        return fired.Trigger > Defined.LastTrigger
            ? new ArgumentException($"Event {index}: {Defined.Fault(fired.Trigger)}", parameter)
            : new ArgumentException($"Event {index} is for the participation at {fired.Index}. Allowed: {allowedIndexes}.", parameter);
    }
}

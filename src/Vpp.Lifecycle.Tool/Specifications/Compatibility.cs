namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>
/// Whether every history that one specification accepts is accepted by another, with the same outcomes and configurations (R33): both machines
/// are run side by side, breadth first, from each request. Where they have not gone apart they stand on the same code, so the product of the
/// two has no more places than the old one has configurations.
/// </summary>
internal sealed class Compatibility
{
    private static readonly string Begun = Outcome.Transitioned.ToWireName();

    private readonly Specification _old;
    private readonly Specification _new;

    private Compatibility(Specification old, Specification now)
    {
        _old = old;
        _new = now;
    }

    /// <summary>How many configurations a history can come to under both.</summary>
    internal int Configurations { get; private set; }

    /// <summary>How many steps were compared.</summary>
    internal int Steps { get; private set; }

    /// <summary>The shortest history that goes apart, of several the first in the order of the old triggers; null when there is none.</summary>
    internal Divergence? Divergence { get; private set; }

    internal bool IsCompatible => Divergence is null;

    internal static Compatibility Of(Specification old, Specification now)
    {
        var compatibility = new Compatibility(old, now);
        compatibility.Divergence = compatibility.Search();
        return compatibility;
    }

    private Divergence? Search()
    {
        // What is known of a code: the code before it and the trigger that led here; for a request, neither.
        var cameBy = new Dictionary<int, (int Before, string? Trigger, bool MeterAccessOutstanding)>();
        var open = new Queue<int>();
        foreach ((bool isOutstanding, int code) in _old.Requests.OrderBy(request => request.Key))
        {
            int? theirs = _new.Requests.TryGetValue(isOutstanding, out int begins) ? begins : null;
            if (theirs != code)
                return new Divergence(isOutstanding, [], [], new SpecifiedStep(Begun, code), theirs is { } other ? new SpecifiedStep(Begun, other) : null);
            if (cameBy.TryAdd(code, (code, null, isOutstanding)))
                open.Enqueue(code);
        }

        while (open.TryDequeue(out int here))
        {
            Configurations++;
            foreach (string trigger in _old.Triggers)
            {
                SpecifiedStep before = _old.Steps[(here, trigger)];
                if (!before.IsAccepted)
                    continue;
                Steps++;
                SpecifiedStep? after = _new.Steps.GetValueOrDefault((here, trigger));
                if (after != before)
                    return History(here, trigger, before, after);
                if (cameBy.TryAdd(before.To, (here, trigger, false)))
                    open.Enqueue(before.To);
            }
        }

        return null;

        Divergence History(int here, string last, SpecifiedStep before, SpecifiedStep? after)
        {
            var triggers = new Stack<string>([last]);
            var codes = new Stack<int>([here]);
            int index = here;
            for (; cameBy[index].Trigger is { } trigger; index = cameBy[index].Before)
            {
                triggers.Push(trigger);
                codes.Push(cameBy[index].Before);
            }

            return new Divergence(cameBy[index].MeterAccessOutstanding, [.. triggers], [.. codes], before, after);
        }
    }
}

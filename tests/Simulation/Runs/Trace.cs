using System.Text;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>Everything that happened in a run: a hash of it always, its words where they are wanted.</summary>
internal sealed class Trace(bool isWanted)
{
    private const ulong Prime = 1_099_511_628_211;

    private readonly StringBuilder _words = new();

    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    public string Words => _words.ToString();

    /// <summary>Something that happened.</summary>
    /// <param name="at">When, in ticks.</param>
    /// <param name="who">Who did it: an instance, a step, the server.</param>
    /// <param name="what">What it is.</param>
    /// <param name="which">What tells it from others of its kind.</param>
    /// <param name="words">The same for people.</param>
    public void Add(long at, int who, char what, long which, Func<string> words)
    {
        Mix((ulong)at);
        Mix((ulong)who);
        Mix(what);
        Mix((ulong)which);
        if (isWanted)
            _words.AppendLine(FormattableString.Invariant($"{TimeSpan.FromTicks(at).TotalSeconds,10:0.0000}  {words()}"));
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * Prime;
}

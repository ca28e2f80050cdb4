using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>The machines of Stateless, where the benchmarks are built with them: <c>-p:WithStateless=true</c>.</summary>
internal static partial class StatelessPeer
{
    internal static IEnumerable<Contender> Contenders(int perPass)
    {
        var contenders = new List<Contender>();
        Add(contenders, perPass);
        return contenders;
    }

    static partial void Add(List<Contender> contenders, int perPass);
}

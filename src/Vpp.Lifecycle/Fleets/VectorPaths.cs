using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>Which of them this processor has; to the compiler at run time, constants.</summary>
internal static class VectorPaths
{
    internal static VectorPath Widest => WidestWith(
        Vector512.IsHardwareAccelerated && Avx512Vbmi.IsSupported, Avx2.IsSupported, Ssse3.IsSupported || AdvSimd.Arm64.IsSupported);

    internal static VectorPath WidestWith(bool has512, bool has256, bool has128) =>
        has512 ? VectorPath.Vector512
        : has256 ? VectorPath.Vector256
        : has128 ? VectorPath.Vector128
        : VectorPath.Scalar;
}

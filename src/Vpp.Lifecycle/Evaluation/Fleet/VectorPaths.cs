using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>Which of them this processor has; to the compiler at run time, constants.</summary>
internal static class VectorPaths
{
    internal static VectorPath Widest =>
        Vector512.IsHardwareAccelerated && Avx512Vbmi.IsSupported ? VectorPath.Vector512
        : Avx2.IsSupported ? VectorPath.Vector256
        : Ssse3.IsSupported || AdvSimd.Arm64.IsSupported ? VectorPath.Vector128
        : VectorPath.Scalar;
}

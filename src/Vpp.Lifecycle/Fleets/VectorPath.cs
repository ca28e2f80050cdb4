namespace Vpp.Lifecycle;

/// <summary>The ways to run a fleet through the table, from the narrowest to the widest. All give the same bytes.</summary>
internal enum VectorPath
{
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}

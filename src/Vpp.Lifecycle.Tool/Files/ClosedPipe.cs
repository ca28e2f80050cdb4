namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Tells whether writing failed because nobody reads any more, as after <c>| head -1</c>.</summary>
internal static class ClosedPipe
{
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeBeingClosed = unchecked((int)0x800700E8);

    internal static bool IsCauseOf(Exception failure) =>
        failure is IOException
        && (OperatingSystem.IsWindows()
            ? failure.HResult is WindowsBrokenPipe or WindowsPipeBeingClosed
            : failure.HResult == BrokenPipe);
}

namespace Vpp.Lifecycle.Tool;

/// <summary>Arguments or files that cannot be used. The message names the value and what is allowed; the process ends with status 2.</summary>
internal sealed class UnusableException : Exception
{
    internal UnusableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What a request with an idempotency key came to. The numbers are stored.</summary>
internal enum KeyKind
{
    /// <summary>It is still running.</summary>
    Claimed = 0,

    Accepted = 1,

    /// <summary>The lifecycle rejected a trigger.</summary>
    Rejected = 2,

    /// <summary>The lifecycle rejected an amendment.</summary>
    AmendmentRejected = 3,

    /// <summary>The host rejected.</summary>
    HostRejected = 4,

    /// <summary>A bulk request, done.</summary>
    Bulk = 5,
}

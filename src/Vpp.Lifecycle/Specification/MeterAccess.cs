namespace Vpp.Lifecycle;

/// <summary>Whether a participation needs access to the site's boundary meter, and has it. Source: lifecycle names; R6.</summary>
public enum MeterAccess : byte
{
    /// <summary>The programme does not need the meter.</summary>
    NotRequired,

    /// <summary>Needed and not there yet: <em>outstanding</em>.</summary>
    Required,

    /// <summary>The meter can be read.</summary>
    Available,
}

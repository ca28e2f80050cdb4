namespace Vpp.Lifecycle.Orleans.Deadlines;

/// <summary>Looks for deadlines in one share of all participations; its key is the share, such as "3/8" for the fourth of eight, and "3/8/b" for that of the database "b".</summary>
internal interface IDeadlineShardGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that somebody looks, from now on.</summary>
    Task KeepLookingAsync();
}

using System.Data.Common;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>Nothing was written, because somebody else held a row for too long, or because too many waited for it already.</summary>
internal sealed class LockedRowException(Exception? inner = null) : DbException("Another transaction holds the row.", inner)
{
    public override bool IsTransient => true;
}

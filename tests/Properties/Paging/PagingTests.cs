using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Vpp.Lifecycle.Tests.Properties.Paging;

/// <summary>Walking through a list page by page, while it grows.</summary>
public sealed class PagingTests
{
    private const string Device = "dev_1";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Few days, so that many share one; identifiers whose order differs between characters and bytes.
    private static readonly Gen<(int Day, string Id)> Item =
        from day in Gen.Choose(0, 6)
        from prefix in Gen.Elements("vpp_", "vpo_", "\uFFFD", "\U0001F600", "")
        from number in Gen.Choose(0, 400)
        select (day, $"{prefix}{number}");

    private static readonly Gen<(int Limit, (int Day, string Id)[] Present, (int Day, string Id)[] Added)> Walks =
        from limit in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 100))
        from present in Item.ArrayOf()
        from added in Item.ArrayOf()
        select (limit, present, added);

    [Fact]
    public void Forwards_every_item_present_at_the_start_is_visited_once_in_order_while_others_are_added() => Check((limit, shelf) =>
    {
        List<Participation> expected = shelf.InOrder;
        var visited = new List<Participation>();
        ParticipationPage page = shelf.Page(new ParticipationListQuery(Device, limit));
        visited.AddRange(page.Items);
        while (page.HasMore)
        {
            shelf.AddSome();
            page = shelf.Page(new ParticipationListQuery(Device, limit, startingAfter: page.Items[^1].Id));
            visited.AddRange(page.Items);
        }

        RequireVisited(expected, visited);
    });

    [Fact]
    public void Backwards_every_item_present_at_the_start_is_visited_once_in_order_while_others_are_added() => Check((limit, shelf) =>
    {
        List<Participation> expected = shelf.InOrder;
        if (expected.Count == 0)
            return;
        var visited = new List<Participation> { expected[^1] };
        ParticipationPage page = shelf.Page(new ParticipationListQuery(Device, limit, endingBefore: visited[0].Id));
        visited.InsertRange(0, page.Items);
        while (page.HasMore)
        {
            shelf.AddSome();
            page = shelf.Page(new ParticipationListQuery(Device, limit, endingBefore: page.Items[0].Id));
            visited.InsertRange(0, page.Items);
        }

        RequireVisited(expected, visited);
    });

    private static void RequireVisited(List<Participation> expected, List<Participation> visited)
    {
        Assert.Equal(expected, visited.Intersect(expected));
        Assert.Equal(visited.Count, visited.DistinctBy(item => item.Id).Count());
        Assert.Equal(visited.Order(Shelf.ByBytes), visited);
    }

    private static void Check(Action<int, Shelf> property) =>
        Cases.ForAll(500, Arb.From(Walks, Shorter), walk => property(walk.Limit, new Shelf(walk.Present, walk.Added)), largest: 150);

    private static IEnumerable<(int Limit, (int Day, string Id)[] Present, (int Day, string Id)[] Added)> Shorter(
        (int Limit, (int Day, string Id)[] Present, (int Day, string Id)[] Added) walk) =>
        Cases.Shorter(walk.Present).Select(fewer => walk with { Present = fewer })
            .Concat(Cases.Shorter(walk.Added).Select(fewer => walk with { Added = fewer }));

    /// <summary>The list under test, and beside it the same items in no order, from which the right answer is found in the plainest way.</summary>
    private sealed class Shelf
    {
        internal static readonly Comparer<Participation> ByBytes = Comparer<Participation>.Create((left, right) =>
        {
            int byTime = right.TimeCreated.CompareTo(left.TimeCreated);
            return byTime != 0 ? byTime : Encoding.UTF8.GetBytes(right.Id).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(left.Id));
        });

        private readonly List<Participation> _plain = [];
        private readonly Queue<(int Day, string Id)> _toCome;
        private InMemoryParticipationList _list = InMemoryParticipationList.Empty;

        internal Shelf((int Day, string Id)[] present, (int Day, string Id)[] toCome)
        {
            _toCome = new Queue<(int Day, string Id)>(toCome);
            Put(Requested("x", "dev_0", 3));
            Put(Requested("y", "dev_2", 3));
            foreach ((int day, string id) in present)
                Put(Requested(id, Device, day));
        }

        internal List<Participation> InOrder => [.. _plain.Where(item => item.Details.DeviceId == Device).Order(ByBytes)];

        internal void AddSome()
        {
            for (int many = 0; many < 2 && _toCome.TryDequeue(out (int Day, string Id) item); many++)
                Put(Requested(item.Id, Device, item.Day));
        }

        internal ParticipationPage Page(ParticipationListQuery query)
        {
            ParticipationPage page = _list.Page(query);
            List<Participation> all = InOrder;
            int cursor = all.FindIndex(item => item.Id == query.Cursor);
            List<Participation> beyond = query.IsBackward ? all[..cursor] : all[(cursor + 1)..];
            Assert.Equal(query.IsBackward ? beyond.TakeLast(query.Limit) : beyond.Take(query.Limit), page.Items);
            Assert.Equal(beyond.Count > query.Limit, page.HasMore);
            return page;
        }

        private void Put(Participation participation)
        {
            if (_plain.Exists(item => item.Id == participation.Id))
                return;
            _plain.Add(participation);
            _list = _list.With(participation);
        }

        private static Participation Requested(string id, string device, int day) => Participation.Request(
            new ParticipationDetails { Id = id, DeviceId = device, LocationId = "loc_1" }, MeterAccess.NotRequired, Start.AddDays(day));
    }
}

using System.Text;

namespace Vpp.Lifecycle.Tests.Properties.Paging;

/// <summary>Walking through a list page by page, while it grows.</summary>
public sealed class PagingTests
{
    private const string Device = "dev_1";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [LifecycleProperty(MaxTest = 500, EndSize = 150)]
    public void Forwards_every_item_present_at_the_start_is_visited_once_in_order_while_others_are_added(Walk walk)
    {
        var shelf = new Shelf(walk);
        List<Participation> expected = shelf.InOrder;
        var visited = new List<Participation>();
        ParticipationPage page = shelf.Page(new ParticipationListQuery(Device, walk.Limit));
        visited.AddRange(page.Items);
        while (page.HasMore)
        {
            shelf.AddSome();
            page = shelf.Page(new ParticipationListQuery(Device, walk.Limit, startingAfter: page.Items[^1].Id));
            visited.AddRange(page.Items);
        }

        RequireVisited(expected, visited);
    }

    [LifecycleProperty(MaxTest = 500, EndSize = 150)]
    public void Backwards_every_item_present_at_the_start_is_visited_once_in_order_while_others_are_added(Walk walk)
    {
        var shelf = new Shelf(walk);
        List<Participation> expected = shelf.InOrder;
        if (expected.Count == 0)
            return;
        var visited = new List<Participation> { expected[^1] };
        ParticipationPage page = shelf.Page(new ParticipationListQuery(Device, walk.Limit, endingBefore: visited[0].Id));
        visited.InsertRange(0, page.Items);
        while (page.HasMore)
        {
            shelf.AddSome();
            page = shelf.Page(new ParticipationListQuery(Device, walk.Limit, endingBefore: page.Items[0].Id));
            visited.InsertRange(0, page.Items);
        }

        RequireVisited(expected, visited);
    }

    private static void RequireVisited(List<Participation> expected, List<Participation> visited)
    {
        Assert.Equal(expected, visited.Intersect(expected));
        Assert.Equal(visited.Count, visited.DistinctBy(item => item.Id).Count());
        Assert.Equal(visited.Order(Shelf.ByBytes), visited);
    }

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

        internal Shelf(Walk walk)
        {
            _toCome = new Queue<(int Day, string Id)>(walk.Added);
            Put(Requested("x", "dev_0", 3));
            Put(Requested("y", "dev_2", 3));
            foreach ((int day, string id) in walk.Present)
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

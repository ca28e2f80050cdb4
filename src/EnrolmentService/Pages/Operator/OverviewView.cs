using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Pages.Operator;

/// <summary>What the operator's overview shows. For one request.</summary>
public sealed class OverviewView
{
    public IReadOnlyList<ProgrammeChoice> Programmes { get; init; } = [];

    public string? Search { get; init; }

    public string? ProgrammeId { get; init; }

    public string? ChangedSince { get; init; }

    public ParticipationState? State { get; set; }

    public SuspensionReason? Reason { get; set; }

    /// <summary>What of the request could not be understood.</summary>
    public IList<string> Faults { get; } = [];

    public IReadOnlyList<StateCount> Counts { get; set; } = [];

    public long SetAside { get; set; }

    public IReadOnlyList<Participation> Items { get; private set; } = [];

    public IReadOnlyDictionary<string, string> DeviceNames { get; set; } = new Dictionary<string, string>();

    public int LeftOut { get; private set; }

    public bool IsBackward { get; set; }

    public bool IsFirst { get; set; } = true;

    public bool HasMore { get; private set; }

    public string? NextCursor { get; private set; }

    public string? PreviousCursor { get; private set; }

    public void Show(SearchPage page)
    {
        Show([.. page.Items.Select(item => item.Participation)], page.LeftOut, hasMore: false);
        NextCursor = IsBackward || page.HasMore ? page.LastCursor : null;
        PreviousCursor = IsBackward ? (page.HasMore ? page.FirstCursor : null) : IsFirst ? null : page.FirstCursor;
    }

    public void Show(IReadOnlyList<Participation> items, int leftOut, bool hasMore)
    {
        Items = items;
        LeftOut = leftOut;
        HasMore = hasMore;
    }
}

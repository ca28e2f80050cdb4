namespace EnrolmentService.Demo;

/// <summary>What to tell whoever started the demo.</summary>
/// <param name="Keys">The keys with their labels, which are shown only once; none where the demo data was there already.</param>
/// <param name="StatusPagePath">A status page worth opening.</param>
/// <param name="File">The database's file; null where it is not one.</param>
internal sealed record DemoSummary(IReadOnlyList<(string Label, string Key)> Keys, string StatusPagePath, string? File)
{
    public IEnumerable<string> Lines(string url) => Keys.Count == 0 ? LinesOfOld(url) : LinesOfNew(url);

    private IEnumerable<string> LinesOfNew(string url)
    {
        yield return $"Demo data: {DemoDirectory.Participations} participations, of every state. These keys are shown only once:";
        foreach ((string label, string key) in Keys)
            yield return $"  {label}: {key}";
        yield return PageLine(url);
        yield return $"Devices that take part in nothing yet: {string.Join(", ", DemoDirectory.Spare.Select(spare => $"{DemoDirectory.SpareId(spare.Prefix, 1)} ({spare.Label})"))}";
        yield return "To try it, and everything in docs/service.md:";
        yield return $"  export SERVICE={url} KEY={Keys[0].Key}";
        yield return $"  curl -f \"$SERVICE/vpp-participations?device_id={DemoDirectory.DeviceId(0)}\" -H \"Authorization: Bearer $KEY\"";
    }

    private IEnumerable<string> LinesOfOld(string url)
    {
        yield return File is null
            ? "Demo data is there already; its keys were shown when it was made."
            : $"Demo data is there already; delete {File} to start afresh.";
        yield return PageLine(url);
    }

    private string PageLine(string url) => $"A status page to open: {url}{StatusPagePath}";
}

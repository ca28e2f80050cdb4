using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public sealed class MarkdownPageTests
{
    [Fact]
    public void Parts_are_set_apart_and_a_bar_in_a_cell_does_not_end_it()
    {
        var page = new MarkdownPage();
        page.Paragraph("# Title");
        page.Table(["A", "B"], [["1|2", ""], ["3", "4"]]);
        page.Paragraph("End.");

        Assert.Equal("# Title\n\n| A | B |\n| --- | --- |\n| 1\\|2 |  |\n| 3 | 4 |\n\nEnd.\n", page.ToString());
    }
}

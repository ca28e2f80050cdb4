using System.Text;

namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A comparison of two specifications for people.</summary>
internal static class DiffText
{
    internal static string Write(SpecificationDiff diff)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"old  {diff.Old.Hash}  {diff.Old.Name}\nnew  {diff.New.Hash}  {diff.New.Name}\n");
        foreach (Changes changes in diff.Changes.Where(changes => !changes.IsNone))
        {
            text.Append('\n').Append(changes.Part.Replace('_', ' ')).Append('\n');
            Append(text, '+', changes.Added);
            Append(text, '-', changes.Removed);
            Append(text, '>', changes.Moved);
            Append(text, '~', changes.Reworded);
        }

        text.Append(diff.Changes.All(changes => changes.IsNone) ? "\nNothing differs.\n" : "\n+ added  - removed  > moved  ~ said in other words\n");
        text.Append('\n');
        AppendVerdict(text, diff);
        return text.ToString();
    }

    private static void Append(StringBuilder text, char sign, IEnumerable<string> lines)
    {
        foreach (string line in lines)
            text.Append("  ").Append(sign).Append(' ').Append(line.ReplaceLineEndings(" ")).Append('\n');
    }

    private static void AppendVerdict(StringBuilder text, SpecificationDiff diff)
    {
        IFormatProvider culture = System.Globalization.CultureInfo.InvariantCulture;
        if (diff.Compatibility.Divergence is not { } apart)
        {
            text.Append(
                culture,
                $"Compatible: every history that the old one accepts, the new one accepts too, with the same outcomes and configurations.\nCompared: {diff.Compatibility.Steps} steps from {diff.Compatibility.Configurations} configurations.\n");
            return;
        }

        string request = $"{DiffJson.Requested}, meter access {DiffJson.MeterAccessOf(apart)}";
        text.Append("Not compatible. The shortest history that the new one does not follow:\n");
        if (apart.Triggers.Count == 0)
        {
            text.Append(culture, $"  {request}\n     old: {Words(apart.Old, diff.Old)}\n     new: {Words(apart.New, diff.New)}\n");
            return;
        }

        text.Append(culture, $"  {request}  {diff.Old.Configurations[apart.Codes[0]].Named}\n");
        for (int index = 0; index < apart.Triggers.Count - 1; index++)
            text.Append(culture, $"  {apart.Triggers[index]}  {diff.Old.Configurations[apart.Codes[index + 1]].Named}\n");
        text.Append(culture, $"  {apart.Triggers[^1]}\n     old: {Words(apart.Old, diff.Old)}\n     new: {Words(apart.New, diff.New)}\n");
    }

    private static string Words(SpecifiedStep? step, Specification of) => step is null ? "not known" : $"{step.Outcome} {of.Configurations[step.To].Named}";
}

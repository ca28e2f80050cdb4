namespace EnrolmentService.Description;

/// <summary>The only texts that a member has.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedTextAttribute(params string[] texts) : Attribute
{
    public IReadOnlyList<string> Texts => texts;
}

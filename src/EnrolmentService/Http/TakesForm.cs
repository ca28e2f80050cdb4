namespace EnrolmentService.Http;

/// <summary>Says of an endpoint that it takes a form as browsers send it.</summary>
internal sealed record TakesForm
{
    public const string MediaType = "application/x-www-form-urlencoded";
}

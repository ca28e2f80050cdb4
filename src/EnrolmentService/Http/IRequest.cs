namespace EnrolmentService.Http;

/// <summary>A request's body as an endpoint takes it.</summary>
internal interface IRequest
{
    /// <summary>What keeps it from being worked on; null when nothing does.</summary>
    IResult? Fault { get; }
}

namespace EnrolmentService.Operator;

/// <summary>A cookie of the operator's pages: no script reads it, no other site sends it along, and it goes over https alone where the page came so.</summary>
internal sealed class OperatorCookies
{
    private readonly string _name;

    private OperatorCookies(string name) => _name = name;

    /// <summary>Who is signed in.</summary>
    public static OperatorCookies Session { get; } = new("vpp-operator");

    /// <summary>What the form for signing in is tied to.</summary>
    public static OperatorCookies SignIn { get; } = new("vpp-operator-sign-in");

    public SessionToken? Read(HttpRequest request) => SessionToken.Parse(request.Cookies[_name]);

    public void Write(HttpContext context, SessionToken token) => context.Response.Cookies.Append(_name, token.Reveal(), Options(context));

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(_name, Options(context));

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = OperatorPaths.Home, IsEssential = true };
}

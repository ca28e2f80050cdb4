using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Serialization;

[GenerateSerializer]
internal struct ChangeResultSurrogate
{
    [Id(0)]
    public object Value;
}

[RegisterConverter]
internal sealed class ChangeResultSurrogateConverter : IConverter<ChangeResult, ChangeResultSurrogate>
{
    public ChangeResult ConvertFromSurrogate(in ChangeResultSurrogate surrogate) => OneOfResults.ToChangeResult(surrogate.Value);

    public ChangeResultSurrogate ConvertToSurrogate(in ChangeResult value) => new() { Value = value.Value };
}

[GenerateSerializer]
internal struct CreateResultSurrogate
{
    [Id(0)]
    public object Value;
}

[RegisterConverter]
internal sealed class CreateResultSurrogateConverter : IConverter<CreateResult, CreateResultSurrogate>
{
    public CreateResult ConvertFromSurrogate(in CreateResultSurrogate surrogate) => OneOfResults.ToCreateResult(surrogate.Value);

    public CreateResultSurrogate ConvertToSurrogate(in CreateResult value) => new() { Value = value.Value };
}

[GenerateSerializer]
internal struct FindResultSurrogate
{
    [Id(0)]
    public object Value;
}

[RegisterConverter]
internal sealed class FindResultSurrogateConverter : IConverter<FindResult, FindResultSurrogate>
{
    public FindResult ConvertFromSurrogate(in FindResultSurrogate surrogate) => OneOfResults.ToFindResult(surrogate.Value);

    public FindResultSurrogate ConvertToSurrogate(in FindResult value) => new() { Value = value.Value };
}

[GenerateSerializer]
internal struct ListResultSurrogate
{
    [Id(0)]
    public object Value;
}

[RegisterConverter]
internal sealed class ListResultSurrogateConverter : IConverter<ListResult, ListResultSurrogate>
{
    public ListResult ConvertFromSurrogate(in ListResultSurrogate surrogate) => OneOfResults.ToListResult(surrogate.Value);

    public ListResultSurrogate ConvertToSurrogate(in ListResult value) => new() { Value = value.Value };
}

[GenerateSerializer]
internal struct BulkResultSurrogate
{
    [Id(0)]
    public object Value;
}

[RegisterConverter]
internal sealed class BulkResultSurrogateConverter : IConverter<BulkResult, BulkResultSurrogate>
{
    public BulkResult ConvertFromSurrogate(in BulkResultSurrogate surrogate) => OneOfResults.ToBulkResult(surrogate.Value);

    public BulkResultSurrogate ConvertToSurrogate(in BulkResult value) => new() { Value = value.Value };
}

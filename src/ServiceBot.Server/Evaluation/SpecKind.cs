namespace ServiceBot.Server.Evaluation;

/// <summary>What a file of specs tests.</summary>
internal enum SpecKind
{
    /// <summary>Nothing that a customer's message is read for.</summary>
    NotRead,
    Number,
    Percent,
    Ordinal,
    Currency,
    Temperature,
    Phone,
    Email,
    Url,
    Boolean,
    DateTime,
}

internal static class SpecKinds
{
    /// <summary>By the types it asks for; by the file's name where it asks for nothing.</summary>
    public static SpecKind Of(string file, IEnumerable<SpecCase> cases)
    {
        var type = cases.SelectMany(c => c.Results).Select(r => r.TypeName).FirstOrDefault(t => t.Length > 0) ?? Path.GetFileNameWithoutExtension(file).Replace("Model", "", StringComparison.Ordinal);
        return type.Split('.')[0].ToLowerInvariant() switch
        {
            "number" => SpecKind.Number,
            "percentage" or "percent" => SpecKind.Percent,
            "ordinal" => SpecKind.Ordinal,
            "currency" => SpecKind.Currency,
            "temperature" => SpecKind.Temperature,
            "phonenumber" => SpecKind.Phone,
            "email" => SpecKind.Email,
            "url" => SpecKind.Url,
            "boolean" => SpecKind.Boolean,
            "datetimev2" or "datetime" => SpecKind.DateTime,
            _ => SpecKind.NotRead,
        };
    }
}

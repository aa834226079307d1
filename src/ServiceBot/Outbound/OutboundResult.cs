namespace ServiceBot.Outbound;

/// <param name="Url">Absolute; http or https.</param>
/// <param name="Limit">For everything: name, connection, answer. At most a minute.</param>
/// <param name="MaxBytes">Of the answer's body.</param>
public sealed record OutboundRequest(HttpMethod Method, string Url, TimeSpan Limit, int MaxBytes)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Sent as it is, with <see cref="ContentType"/>; null sends none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";
}

/// <summary>How an outbound call ended. Exceptions are left for bugs.</summary>
public abstract record OutboundResult
{
    private OutboundResult() { }

    /// <summary>An answer of any status, also a redirect: none is followed.</summary>
    /// <param name="Charset">As declared by the answer; null when it declares none.</param>
    public sealed record Replied(int Status, string? Charset, ReadOnlyMemory<byte> Body) : OutboundResult
    {
        /// <summary>The header, as it was written: seconds or a date.</summary>
        public string? RetryAfter { get; init; }
    }

    /// <summary>Not sent: the address is not one this server may call. Trying again does not help.</summary>
    public sealed record Refused(string Reason) : OutboundResult;

    /// <summary>Sent or tried, without a usable answer.</summary>
    public sealed record Failed(OutboundFailure Kind, string Reason) : OutboundResult
    {
        /// <summary>No connection came about: nothing of the request has arrived. False: it may have.</summary>
        public bool NothingSent { get; init; }
    }
}

public enum OutboundFailure
{
    /// <summary>No such name, no connection, no TLS, or it broke half way.</summary>
    Unreachable,
    TimedOut,
    TooLarge,
}

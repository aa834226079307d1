namespace ServiceBot.Protocol;

/// <summary>What came of reading a body from the wire.</summary>
public abstract record Reading<T>
    where T : class
{
    private Reading() { }

    public sealed record Accepted(T Value) : Reading<T>;

    /// <param name="Field">Path of the field, as in <c>attachments[2].contentType</c>; empty for the body as a whole.</param>
    /// <param name="Problem">What is wrong with it, to be read after the field's name: "is a number; a string is expected".</param>
    public sealed record Refused(string Field, string Problem) : Reading<T>
    {
        /// <summary>"attachments[2].contentType is a number; a string is expected."</summary>
        public string Sentence => $"{(Field.Length == 0 ? "The body" : Field)} {Problem}.";
    }
}

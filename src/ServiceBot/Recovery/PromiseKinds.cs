namespace ServiceBot.Recovery;

/// <summary>What is promised, as far as the rules must know it.</summary>
public static class PromiseKinds
{
    public const string StatusUpdate = "status-update";
    public const string FindCause = "find-cause";
    public const string MessageAnswered = "message-answered";
    public const string Callback = "callback";
    public const string AgentText = "agent-free-text";

    /// <summary>The id of the standard that says what a broken promise owes by itself; a pack may have it.</summary>
    public const string Standard = "promise-kept";

    /// <summary>A person does it; the bot can only see to it that somebody does.</summary>
    public static bool IsForPeople(string what) => what is MessageAnswered or Callback or AgentText;

    /// <summary>People work in opening hours: nights and holidays do not count.</summary>
    public static bool CountsOpeningTime(string what) => what is MessageAnswered or Callback;

    /// <summary>
    /// How long it took says how long it will take. What the bot itself tells when its clock rings would only measure the clock, and what an
    /// agent promises in words is each time something else.
    /// </summary>
    public static bool IsMeasured(string what) => what is MessageAnswered or Callback || what.EndsWith("-arranged", StringComparison.Ordinal);
}

using System.Globalization;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs;

/// <summary>When something can be promised by: what four of five took in this site's past, and the policy's hours until there is a past.</summary>
/// <param name="Evidence">What the time rests on, for the desk.</param>
internal sealed record PromiseQuote(DateTimeOffset Due, string Evidence)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    public static PromiseQuote For(DialogContext context, string what, decimal policyHours, string policyKey)
    {
        var usual = context.Past.GetValueOrDefault(what)?.Usual;
        var time = usual is { } known ? known < Shortest ? Shortest : known : PromiseMaker.Hours(policyHours);
        var due = PromiseKinds.CountsOpeningTime(what) ? OpeningClock.Add(context, time) : context.Now + time;
        return new PromiseQuote(due, usual is null
            ? string.Create(CultureInfo.InvariantCulture, $"policy {policyKey} {policyHours:0.##}")
            : string.Create(CultureInfo.InvariantCulture, $"80 % of {context.Past[what].Count} took at most {time.TotalHours:0.#} h"));
    }
}

using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Reach;

/// <summary>The customer writes an address for when the page is closed, the code that was sent there, or that it is to be forgotten. Answered beside whatever is in hand.</summary>
internal sealed class ReachDialog : Dialog<ReachState>
{
    private const int CodeDigits = 6;

    // "a@b.example please", not a complaint with an address in it.
    private const int LongestAside = 60;
    private const int ShortestPhone = 8;

    private static readonly TimeSpan CodeIsGoodFor = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("reach.noted", "address"), new("reach.verified", "address"), new("reach.wrong-code"), new("reach.code-over", "address"), new("reach.removed"), new("reach.words.remove"),
        new("reach.code.subject"), new("reach.code.text", "code"), new("reach.news.subject"), new("reach.news.text"),
    ];

    public override string Id => "reach";

    protected override JsonTypeInfo<ReachState> State => ReachJson.Default.ReachState;

    public override object? StateFor(Matter matter, DialogContext context) => matter is Matter.Aside && Read(context) is not null ? new ReachState() : null;

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, ReachState state, CancellationToken cancellation)
    {
        switch (Read(context))
        {
            case Written.Address(var kind, var address):
                var reach = new CustomerReach(kind, address, context.Now, NewCode(context), context.Now + CodeIsGoodFor, 0, null);
                context.Output.Reach = new ReachChange(reach, SendsCode: true);
                context.Say("reach.noted", ("address", reach.Masked));
                // The address is for what was promised; news that nobody has asked for is another question.
                if (await context.World.WantsNewsAsync(cancellation) is not true) context.NewsQuestion = "news.ask.address";
                break;
            case Written.Code(var code):
                HearCode(context, context.Reach!.Known!, code);
                break;
            case Written.Forget:
                context.Output.Reach = new ReachChange(null);
                context.Say("reach.removed");
                break;
        }

        return new DialogStep.Done();
    }

    protected override bool CanUse(DialogContext context, ReachState state) => false;

    private static void HearCode(DialogContext context, CustomerReach known, string code)
    {
        var tried = known.Tried(code, context.Now);
        context.Output.Reach = new ReachChange(tried);
        if (tried.IsVerified) context.Say("reach.verified", ("address", known.Masked));
        else if (tried.ExpectsCode(context.Now)) context.Say("reach.wrong-code");
        else context.Say("reach.code-over", ("address", known.Masked));
    }

    private static Written? Read(DialogContext context)
    {
        if (context.Reach is not { } reach || context.Pressed is not null) return null;
        var text = context.Heard.Text.Trim();
        if (text.Length is 0 or > LongestAside) return null;
        if (reach.Known is { } known)
        {
            if (Words(context).Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))) return new Written.Forget();
            if (known.Code is not null && text.Length == CodeDigits && text.All(char.IsAsciiDigit)) return new Written.Code(text);
        }

        if (reach.Has(CustomerReach.Mail) && context.Heard.All<Entity.Email>().FirstOrDefault() is { } mail) return new Written.Address(CustomerReach.Mail, mail.Value);
        // A number may be meant for a call: it counts only after "or a number for a short message" was asked for.
        return reach.Has(CustomerReach.Text) && reach.WasAsked && reach.Known is null && context.Heard.All<Entity.Phone>().FirstOrDefault() is { } phone && phone.Value.Count(char.IsAsciiDigit) >= ShortestPhone
            ? new Written.Address(CustomerReach.Text, phone.Value)
            : null;
    }

    // Unguessable as a coupon's code is, of digits only.
    private static string NewCode(DialogContext context) => string.Concat(context.Ids.CouponCode().Take(CodeDigits).Select(c => (char)('0' + (c % 10))));

    private static string[] Words(DialogContext context) =>
        context.Words("reach.words.remove");

    private abstract record Written
    {
        private Written() { }

        public sealed record Address(string Kind, string Value) : Written;

        public sealed record Code(string Value) : Written;

        public sealed record Forget : Written;
    }
}

internal sealed record ReachState;

[JsonSerializable(typeof(ReachState))]
internal sealed partial class ReachJson : JsonSerializerContext;

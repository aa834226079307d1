using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Subject;

/// <summary>What the look-up of "which order?" came to.</summary>
internal abstract record SubjectFound
{
    private SubjectFound() { }

    /// <param name="StaleSince">The company's system served a copy of that time.</param>
    public sealed record Known(Fact Fact, DateTimeOffset? StaleSince) : SubjectFound;

    /// <summary>The customer has several that fit, the likeliest first.</summary>
    public sealed record Several(IReadOnlyList<Fact> Facts) : SubjectFound;

    /// <summary>The customer has to say the number.</summary>
    public sealed record Ask : SubjectFound;

    /// <summary>A number that was begun and fits none, or several, of the customer's orders.</summary>
    public sealed record Partial(string Number) : SubjectFound;

    public sealed record NotFound(string Number) : SubjectFound;

    /// <param name="Number">Null when not even the customer's orders could be listed.</param>
    public sealed record Unavailable(string? Number) : SubjectFound;
}

/// <summary>Finds what a matter is about without asking for what is known: the number said, the one spoken of, the customer's only one that fits.</summary>
internal static class SubjectFinder
{
    /// <param name="fits">Likelier ones first: the first test that any of the customer's orders passes decides which are meant.</param>
    /// <param name="words">What the customer has said of the matter: it may call the order by its name.</param>
    /// <param name="isSecond">The one spoken of belongs to another matter of theirs: it is meant only where no other fits better.</param>
    public static async ValueTask<SubjectFound> FindAsync(DialogContext context, string? number, IReadOnlyList<Func<Fact, bool>> fits, CancellationToken cancellation, string words = "", bool isSecond = false)
    {
        if (number is not null) return await LookUpAsync(context, number, cancellation);
        if (context.Heard.PartialNumber is { } partial) return await CompleteAsync(context, partial, cancellation);
        if (await AnotherAsync(context, cancellation) is { } another) return another;
        if ((words.Length > 0 || isSecond) && HasSignedIn(context) && await OwnAsync(context, cancellation) is FactList.Found own)
        {
            if (SubjectPick.ByLabel(context, own.Facts, words) is { } called) return new SubjectFound.Known(called, own.StaleSince);
            if (isSecond && fits.Count > 0 && own.Facts.Where(fits[0]).Take(2).ToList() is [var only]) return new SubjectFound.Known(only, own.StaleSince);
        }

        // While the system is down, the one spoken of is still the one that is meant.
        if (context.Subject is { } spokenOf && await LookUpAsync(context, spokenOf, cancellation) is not SubjectFound.NotFound and var spoken) return spoken;
        if (!HasSignedIn(context)) return new SubjectFound.Ask();
        return await OwnAsync(context, cancellation) switch
        {
            FactList.Found found => Fitting(context, found, fits),
            _ => new SubjectFound.Unavailable(null),
        };
    }

    /// <summary>"Sorry, I meant the morning one": of the customer's own, another than <paramref name="spokenOf"/>; null when none, or several, are described.</summary>
    public static async ValueTask<string?> DescribedAsync(DialogContext context, string? spokenOf, CancellationToken cancellation)
    {
        if (!(context.Heard.Corrects || context.Heard.Act == DialogAct.No) || !HasSignedIn(context)) return null;
        return await OwnAsync(context, cancellation) is FactList.Found { Facts.Count: > 1 } found && (SubjectPick.Of(context, found.Facts) ?? SubjectHint.Of(context, found.Facts)) is { Id: var id } && id != spokenOf ? id : null;
    }

    /// <summary>"And the rug?": of the customer's own, another than <paramref name="spokenOf"/> that is called by its name; null when none is, or where orders have no names.</summary>
    public static async ValueTask<string?> CalledAsync(DialogContext context, string? spokenOf, CancellationToken cancellation) =>
        context.Pack.Subject.LabelFact is not null && HasSignedIn(context) && await OwnAsync(context, cancellation) is FactList.Found { Facts.Count: > 1 } found
            && SubjectPick.ByLabel(context, found.Facts, context.Heard.Text) is { Id: var id } && id != spokenOf ? id : null;

    public static async ValueTask<SubjectFound> LookUpAsync(DialogContext context, string number, CancellationToken cancellation) =>
        await FindOneAsync(context, number, cancellation) switch
        {
            FactLookup.Found found => new SubjectFound.Known(found.Fact, found.StaleSince),
            FactLookup.NotFound => new SubjectFound.NotFound(number),
            _ => new SubjectFound.Unavailable(number),
        };

    private static async ValueTask<FactLookup> FindOneAsync(DialogContext context, string number, CancellationToken cancellation)
    {
        var found = await context.Facts.FindAsync(context.Pack.Subject.Kind, number, cancellation);
        // Read from a bill without the letters that it begins with.
        if (found is FactLookup.NotFound && number.All(char.IsAsciiDigit))
            foreach (var prefix in context.Pack.Subject.NumberPrefixes)
                if (await context.Facts.FindAsync(context.Pack.Subject.Kind, prefix + number, cancellation) is FactLookup.Found whole) found = whole;
        context.HasFacts = found is not FactLookup.Unavailable;
        return found;
    }

    private static async ValueTask<FactList> OwnAsync(DialogContext context, CancellationToken cancellation)
    {
        var found = await context.Facts.OfCustomerAsync(context.Pack.Subject.Kind, context.Customer.ExternalId!, cancellation);
        context.HasFacts = found is not FactList.Unavailable;
        return found;
    }

    /// <summary>The host page or the channel says who this is (decisions.md 15).</summary>
    public static bool HasSignedIn(DialogContext context) => context.Proof is Proof.HostPage or Proof.Channel && context.Customer.ExternalId is not null;

    /// <summary>The customer has shown to be the owner of this one; only then personal data are told and money is given.</summary>
    public static bool IsProven(DialogContext context, Fact fact) =>
        (HasSignedIn(context) && fact.Owner == context.Customer.ExternalId) || IsIn(context.ProvenSubject, fact.Id);

    /// <summary>Those shown so far with one more; each is asked for once in a conversation. The latest few are kept.</summary>
    public static string WithProven(string? proven, string id)
    {
        if (IsIn(proven, id)) return proven!;
        var kept = proven?.Split(Between) ?? [];
        return string.Join(Between, kept.TakeLast(MostProven - 1).Append(id));
    }

    private const char Between = ' ';
    private const int MostProven = 4;

    private static bool IsIn(string? proven, string id) => proven is not null && (proven == id || (proven.Contains(Between, StringComparison.Ordinal) && proven.Split(Between).Contains(id, StringComparer.Ordinal)));

    // "And the other one?": any of the customer's but the one spoken of.
    private static async ValueTask<SubjectFound?> AnotherAsync(DialogContext context, CancellationToken cancellation)
    {
        if (context.Subject is not { } spokenOf || !HasSignedIn(context) || !SubjectPrompt.MeansAnother(context)) return null;
        return await OwnAsync(context, cancellation) is FactList.Found found && found.Facts.Any(f => f.Id != spokenOf)
            ? Fitting(context, found with { Facts = [.. found.Facts.Where(f => f.Id != spokenOf)] }, [_ => true])
            : null;
    }

    private static async ValueTask<SubjectFound> CompleteAsync(DialogContext context, string partial, CancellationToken cancellation)
    {
        if (!HasSignedIn(context)) return new SubjectFound.Partial(partial);
        var own = await OwnAsync(context, cancellation);
        return own is FactList.Found found && found.Facts.Where(f => f.Id.Contains(partial, StringComparison.Ordinal)).Take(2).ToList() is [var only]
            ? new SubjectFound.Known(only, found.StaleSince)
            : new SubjectFound.Partial(partial);
    }

    private static SubjectFound Fitting(DialogContext context, FactList.Found found, IReadOnlyList<Func<Fact, bool>> fits)
    {
        var meant = fits.Select(f => found.Facts.Where(f).ToList()).FirstOrDefault(m => m.Count > 0) ?? [];
        return meant switch
        {
            [] => new SubjectFound.Ask(),
            [var only] => new SubjectFound.Known(only, found.StaleSince),
            _ when (SubjectPick.Of(context, meant) ?? SubjectHint.Of(context, meant)) is { } described => new SubjectFound.Known(described, found.StaleSince),
            _ => new SubjectFound.Several([.. meant.OrderByDescending(f => f.Time("delivered") ?? f.Time("promised") ?? f.AsOf)]),
        };
    }
}

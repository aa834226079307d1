using ServiceBot.Packs;

namespace ServiceBot.Dialogs;

/// <summary>Counts opening hours only: four hours from a Friday evening end on Saturday morning, or after the holiday.</summary>
internal static class OpeningClock
{
    /// <summary>The moment when so much opening time has passed from now, or from when the desk opens; plain time where the site has no hours.</summary>
    public static DateTimeOffset Add(DialogContext context, TimeSpan time) =>
        new SiteCalendar(context.Pack.Site, context.Zone).Add(context.Desk.OpensAt is { } opening && opening > context.Now ? opening : context.Now, time);
}

using ServiceBot.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Dialogs;

/// <summary>Every text the dialogs say, with the values it may use: a pack is checked against this list (`servicebot check`).</summary>
public static class WordingKeys
{
    public static IReadOnlyList<WordingKey> All { get; } =
    [
        .. TurnWording.Keys,
        new("enquiry.{enquiry}"),
    ];
}

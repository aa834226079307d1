using System.Globalization;

namespace ServiceBot.Server.Desk;

/// <param name="Lease"><c>Desk:Lease</c>: an agent at the desk who is not heard of for so long has lost their conversations.</param>
internal sealed record DeskSettings(TimeSpan Lease)
{
    public const string Section = "Desk";

    // A page whose network changes needs some seconds to come back; a customer does not wait for an hour.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static DeskSettings Usual { get; } = new(TimeSpan.FromSeconds(30));

    /// <exception cref="SettingException"/>
    public static DeskSettings Read(IConfiguration configuration) => configuration.GetSection(Section)["Lease"] switch
    {
        null or "" => Usual,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lease) && lease >= Shortest && lease <= Longest => new DeskSettings(lease),
        var text => throw new SettingException($"Desk:Lease is '{text}'. Write hours, minutes and seconds, from 00:00:15 to 01:00:00."),
    };
}

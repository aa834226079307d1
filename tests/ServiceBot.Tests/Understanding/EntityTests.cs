using System.Globalization;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class EntityTests
{
    [Fact]
    public void Ninety_eight_of_a_hundred_sentences_yield_exactly_their_values()
    {
        var score = new Score();
        foreach (var row in Sentences.Read("entities.tsv"))
        {
            var context = Sentences.Context with { Asked = row[0].Length == 0 ? null : row[0] };
            var found = Sentences.Plain.Understand(row[1], context).Entities;
            var told = string.Join(" | ", found.Select(e => $"{row[1].Substring(e.Start, e.Length)} = {Value(e)}"));
            score.Add(told == (row.Length > 2 ? row[2] : ""), $"{row[1]} → {told}");
        }

        score.ShouldBeAtLeast(0.98, sentences: 300);
    }

    [Fact]
    public void A_day_is_read_in_the_sites_zone()
    {
        var now = new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero);
        var shanghai = Sentences.Context with { Now = now };
        var newYork = shanghai with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };

        Sentences.Plain.Understand("昨天", shanghai).All<Entity.Date>().Single().From.ShouldBe(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(8)));
        Sentences.Plain.Understand("昨天", newYork).All<Entity.Date>().Single().From.ShouldBe(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.FromHours(-5)));
    }

    [Theory]
    [InlineData("TWD", "300元", "TWD")]
    [InlineData("TWD", "$300", "TWD")]
    [InlineData("HKD", "$300", "HKD")]
    [InlineData("USD", "300元", "CNY")]
    [InlineData("CNY", "$300", "USD")]
    public void What_may_be_several_currencies_is_the_sites(string site, string text, string currency)
    {
        var understander = Understander.Train(Sentences.Some([]) with { Currency = site });

        understander.Understand(text, Sentences.Context).All<Entity.Amount>().Single().ShouldBe(new Entity.Amount(0, text.Length, 300, currency));
    }

    [Theory]
    [InlineData("123456789012", "123456789012")]
    [InlineData("查一下123456789012，3件", "123456789012")]
    [InlineData("RX123456789CN", "RX123456789CN")]
    [InlineData("my number is 1234 5678 9012", "123456789012")]
    public void A_pack_may_take_bare_digits_for_a_number(string text, string number) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).All<Entity.OrderNumber>().Single().Value.ShouldBe(number);

    [Theory]
    [InlineData("+86 138 1234 5678", "+8613812345678")]
    [InlineData("8613812345678", "8613812345678")]
    public void A_phone_with_its_country_is_no_number_of_a_parcel(string text, string phone)
    {
        var message = Sentences.OfCourier.Understand(text, Sentences.Context);

        message.All<Entity.OrderNumber>().ShouldBeEmpty();
        message.All<Entity.Phone>().Single().Value.ShouldBe(phone);
    }

    internal static string Value(Entity entity) => entity switch
    {
        Entity.OrderNumber order => $"order {order.Value}{(order.IsPartial ? " partial" : "")}",
        Entity.Phone phone => $"phone {phone.Value}",
        Entity.Email email => $"email {email.Value}",
        Entity.Amount amount => string.Create(CultureInfo.InvariantCulture, $"amount {amount.Value:0.####} {amount.Currency}"),
        Entity.Date date => When(date),
        Entity.Duration duration => string.Create(CultureInfo.InvariantCulture, $"dur {Math.Round(duration.Value.TotalHours, 4)}h"),
        Entity.Number number => string.Create(CultureInfo.InvariantCulture, $"num {number.Value:0.####}"),
        Entity.Percent percent => string.Create(CultureInfo.InvariantCulture, $"share {percent.Value:0.####}"),
        Entity.Url => "link",
        Entity.Ordinal ordinal => $"ord {ordinal.Position}",
        Entity.Temperature temperature => string.Create(CultureInfo.InvariantCulture, $"temp {temperature.Value:0.####}{temperature.Unit}"),
        _ => entity.ToString(),
    };

    private static string When(Entity.Date date)
    {
        if (date.To - date.From == TimeSpan.FromDays(1) && date.From.TimeOfDay == TimeSpan.Zero) return $"date {date.From:yyyy-MM-dd}";
        return date.To - date.From == TimeSpan.FromMinutes(1) ? $"date {date.From:yyyy-MM-dd HH:mm}" : $"date {date.From:yyyy-MM-dd HH:mm}..{date.To:yyyy-MM-dd HH:mm}";
    }
}

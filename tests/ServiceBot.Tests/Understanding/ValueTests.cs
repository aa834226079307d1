using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Numbers, shares, money, warmth, addresses and phones in the forms in which people write them; and what looks like one and is none.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("三万六千五百二十件", "三万六千五百二十 = num 36520")]
    [InlineData("一百二十萬零五百個", "一百二十萬零五百 = num 1200500")]
    [InlineData("两千三", "两千三 = num 2300")]
    [InlineData("负十二点五", "负十二点五 = num -12.5")]
    [InlineData("七 万2 千3 百", "七 万2 千3 百 = num 72300")]
    [InlineData("六又四分之三", "六又四分之三 = num 6.75")]
    [InlineData("四十几万", "四十几万 = num 400000")]
    [InlineData("forty-one thousand six hundred and seven", "forty-one thousand six hundred and seven = num 41607")]
    [InlineData("two and a half million people", "two and a half million = num 2500000")]
    [InlineData("minus seven point two five", "minus seven point two five = num -7.25")]
    [InlineData("three eighths of it", "three eighths = num 0.375")]
    [InlineData("I counted 5 hundred and 12", "5 hundred and 12 = num 512")]
    [InlineData("2.5k", "2.5k = num 2500")]
    public void A_number_is_read_in_digits_numerals_and_words(string text, string told) => Told(text).ShouldBe(told);

    [Theory]
    [InlineData("百分之三十七点五", "百分之三十七点五 = share 37.5")]
    [InlineData("萬分之八", "萬分之八 = share 0.08")]
    [InlineData("八点五折", "八点五折 = share 85")]
    [InlineData("六成五", "六成五 = share 65")]
    [InlineData("涨了3个百分点", "3个百分点 = share 3")]
    [InlineData("thirty-five percent", "thirty-five percent = share 35")]
    [InlineData("12.5 % off", "12.5 % = share 12.5")]
    public void A_share_is_read_whole(string text, string told) => Told(text).ShouldBe(told);

    [Theory]
    [InlineData("aud$ 25", "aud$ 25 = amount 25 AUD")]
    [InlineData("hk $ 18.5", "hk $ 18.5 = amount 18.5 HKD")]
    [InlineData("七块三毛", "七块三毛 = amount 7.3 CNY")]
    [InlineData("9元4角2分", "9元4角2分 = amount 9.42 CNY")]
    [InlineData("twelve dollars and forty cents", "twelve dollars and forty cents = amount 12.4 USD")]
    [InlineData("they paid 30 EUR million", "30 EUR million = amount 30000000 EUR")]
    [InlineData("a quarter million swiss francs", "a quarter million swiss francs = amount 250000 CHF")]
    [InlineData("350泰铢", "350泰铢 = amount 350 THB")]
    [InlineData("20 dollars and 3 parcels", "20 dollars = amount 20 USD | 3 = num 3")]
    public void Money_is_read_with_its_coins_and_its_country(string text, string told) => Told(text).ShouldBe(told);

    [Theory]
    [InlineData("华氏温度77度", "华氏温度77度 = temp 77F")]
    [InlineData("31.5 centigrade", "31.5 centigrade = temp 31.5C")]
    [InlineData("60 deg farenheit", "60 deg farenheit = temp 60F")]
    [InlineData("15度", "15度 = temp 15C")]
    [InlineData("it is 14c in my flat", "14c = temp 14C")]
    public void Warmth_is_read_with_its_scale(string text, string told) => Told(text).ShouldBe(told);

    [Theory]
    [InlineData("see www.example.com.cn/a?b=1, please", "www.example.com.cn/a?b=1")]
    [InlineData("网址是example.com哦", "example.com")]
    [InlineData("详情:https://t.example/2jm6", null)]
    [InlineData("http://localhost:8080/#/7", "http://localhost:8080/#/7")]
    [InlineData("sorry.it was late", null)]
    [InlineData("write to a.b@example.com", null)]
    public void An_address_of_the_web_is_read_where_its_domain_exists(string text, string? link) =>
        (Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Url>().SingleOrDefault()?.Value).ShouldBe(link);

    [Theory]
    [InlineData("(+45) 12-34-56-79", "+4512345679")]
    [InlineData("my phone number is 280930641", "280930641")]
    [InlineData("我的电话是0049 171 1234568", "00491711234568")]
    [InlineData("269-541-4585x12", "2695414585x12")]
    [InlineData("传真：83792842", "83792842")]
    public void A_phone_is_read_in_the_formats_of_its_country(string text, string value) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Phone>().Single().Value.ShouldBe(value);

    [Theory]
    [InlineData("card number 12345679")]
    [InlineData("16-04-2010")]
    [InlineData("-2208960001")]
    [InlineData("T005-2333-100732-SW-2")]
    [InlineData("0.000000013")]
    public void What_is_built_otherwise_is_no_phone(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Phone>().ShouldBeEmpty();

    [Fact]
    public void Two_in_the_afternoon_is_no_length() => Told("2pm").ShouldBe("2pm = date 2026-11-21 14:00");

    [Fact]
    public void Two_things_are_a_number_and_nothing_else() => Told("两件").ShouldBe("两 = num 2");

    [Fact]
    public void An_order_number_denies_nothing()
    {
        Sentences.Plain.Understand("order no.", Sentences.Context).Act.ShouldNotBe(DialogAct.No);
        Sentences.Plain.Understand("I need to know my order no.", Sentences.Context).Act.ShouldNotBe(DialogAct.No);
    }

    [Fact]
    public void Next_Tuesday_is_no_choice() => Sentences.Plain.Understand("next Tuesday", Sentences.Context).All<Entity.Ordinal>().ShouldBeEmpty();

    [Fact]
    public void The_digits_of_an_order_number_are_no_number() =>
        Sentences.Plain.Understand("SF1234567890123", Sentences.Context).Entities.Single().ShouldBeOfType<Entity.OrderNumber>();

    [Theory]
    [InlineData("https://track.example.com/?no=SF1234567890123")]
    [InlineData("www.example.com/SF1234567890123")]
    public void An_order_number_is_found_in_the_address_of_its_page(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.OrderNumber>().Single().Value.ShouldBe("SF1234567890123");

    [Theory]
    [InlineData("SF123")]
    [InlineData("这不是四川")]
    [InlineData("美味十足")]
    [InlineData("我準備要退伍了")]
    [InlineData("two 13F filings: the 13F")]
    public void A_part_of_a_word_is_no_value(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).Entities.Where(e => e is not Entity.Number { Value: 2 } and not Entity.OrderNumber).ShouldBeEmpty();

    [Theory]
    [InlineData("20138999999999999999999亿亿亿亿")]
    [InlineData("999999999999999999兆兆万亿")]
    [InlineData("999999999999999999.5e15")]
    [InlineData("九兆亿兆亿点五兆分之一")]
    [InlineData("999999999999999999亿分之0.0000001兆")]
    [InlineData("USD 999999999999999999999 million million")]
    [InlineData("musd 999999999999999999999999999")]
    [InlineData("999999999999999999 trillion trillion trillionths of a trillion")]
    [InlineData("999999999999999999亿 years ago")]
    [InlineData("过去999999999999999999亿年")]
    [InlineData("90123万万万next years")]
    [InlineData("9.9^999")]
    [InlineData("百万亿兆亿兆分之九兆兆兆")]
    public void No_number_is_too_large_to_be_read(string text) =>
        Should.NotThrow(() => Sentences.Plain.Understand(text, Sentences.Context));

    private static string Told(string text) =>
        string.Join(" | ", Sentences.Plain.Understand(text, Sentences.Context).Entities.Select(e => $"{text.Substring(e.Start, e.Length)} = {EntityTests.Value(e)}"));
}

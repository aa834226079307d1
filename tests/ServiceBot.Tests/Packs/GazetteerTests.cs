using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class GazetteerTests(CourierPack courier) : IClassFixture<CourierPack>
{
    private readonly Gazetteer places = courier.Pack.Gazetteer;

    [Theory]
    [InlineData("哈尔滨", "黑龙江")]
    [InlineData("哈尔滨转运中心", "黑龙江")]
    [InlineData("哈尔滨转运中心", "哈尔滨")]
    [InlineData("哈尔滨道里区营业点", "黑龙江省")]
    [InlineData("哈爾濱轉運中心", "Heilongjiang")]
    [InlineData("Harbin hub", "黑龙江")]
    [InlineData("HARBIN HUB", "Heilongjiang Province")]
    [InlineData("Harbin hub", "哈尔滨转运中心")]
    [InlineData("Ｈａｒｂｉｎ", "东北")]
    [InlineData("黑龙江齐齐哈尔", "黑龙江全省")]
    [InlineData("苏州昆山", "江苏")]
    [InlineData("苏州昆山", "长三角")]
    [InlineData("浙江义乌市场", "華東")]
    [InlineData("深圳宝安", "大湾区")]
    [InlineData("Xi’an", "陕西")]
    [InlineData("长春", "吉林")]
    [InlineData("Hong Kong", "香港")]
    [InlineData("台北轉運中心", "Taiwan")]
    [InlineData("上海南站", "上海")]
    [InlineData("东莞", "黑龙江、广东")]
    [InlineData("哈尔滨", "黑龙江和吉林两省")]
    [InlineData("乌鲁木齐", "全国")]
    [InlineData("3号仓", "3号仓")]
    [InlineData("Warehouse 3, north gate", "warehouse 3")]
    public void A_place_in_an_area(string place, string area) => places.Lies(place, area).ShouldBe(true);

    [Theory]
    [InlineData("哈尔滨", "吉林")]
    [InlineData("黑龙江", "哈尔滨")]
    [InlineData("哈尔滨", "哈尔滨转运中心")]
    [InlineData("上海南站", "海南")]
    [InlineData("上海市南京东路营业点", "南京")]
    [InlineData("1 Nanjing Road, Shanghai", "江苏")]
    [InlineData("江西安远", "陕西")]
    [InlineData("天津河北区", "河北")]
    [InlineData("常州新北区", "台湾")]
    [InlineData("大兴安岭", "北京")]
    [InlineData("Shaanxi", "Shanxi")]
    [InlineData("Jinanshan", "Jinan")]
    [InlineData("台北", "东北")]
    [InlineData("Warehouse 31", "warehouse 3")]
    [InlineData("", "黑龙江")]
    [InlineData("哈尔滨", "")]
    [InlineData("哈尔滨", "大雪")]
    public void A_place_outside_an_area(string place, string area) => places.Lies(place, area).ShouldBe(false);

    [Fact]
    public void The_courier_pack_knows_every_province_in_three_scripts()
    {
        string[] provinces = ["北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾"];

        provinces.Where(p => !places.Knows(p)).ShouldBeEmpty();
        places.Knows("臺灣").ShouldBeTrue();
        places.Knows("Inner Mongolia").ShouldBeTrue();
    }
}

/// <summary>The pack of the repository, loaded once.</summary>
public sealed class CourierPack
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public PackLoad Load { get; } = PackLoader.Load(Path.Combine(Repository.Root, "dialogs", "packs", "courier"), WordingKeys.All, Now);

    public Pack Pack => Load.ShouldBeOfType<PackLoad.Loaded>().Pack;
}

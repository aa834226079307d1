using System.Buffers;

namespace ServiceBot.Guards;

/// <summary>Which deed a sentence speaks of, by its nouns: the narrower word first, because a voucher is money too.</summary>
internal static class DeedWords
{
    private static readonly (Deed Deed, SearchValues<string> Words)[] Known =
    [
        (Deed.Coupon, Any("券", "红包", "紅包", "商品卡", "礼品卡", "禮品卡", "voucher", "coupon", "gift card", "discount", "promo code")),
        (Deed.Points, Any("积分", "積分", "点数", "點數", "里程", "points", "miles")),
        (Deed.Refund, Any("退", "赔", "賠", "款", "钱", "錢", "费", "費", "押金", "订金", "訂金", "定金", "差价", "差額", "元", "refund", "money", "fee", "deposit", "charge", "dollar", "euro", "paid", "payment", "postage")),
        (Deed.Visit, Any("师傅", "師傅", "上门", "到府", "维修", "維修", "预约", "預約", "工程师", "技师", "技師", "technician", "engineer", "visit", "appointment", "installer", "crew")),
        (Deed.Goods, Any("补寄", "補寄", "补发", "補發", "新的", "换货", "換貨", "重寄", "重新寄", "replacement", "new one", "new parcel", "reshipped", "redelivery")),
    ];

    public static Deed Of(string sentence)
    {
        foreach (var (deed, words) in Known)
            if (sentence.AsSpan().ContainsAny(words)) return deed;
        return Deed.Done;
    }

    private static SearchValues<string> Any(params string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}

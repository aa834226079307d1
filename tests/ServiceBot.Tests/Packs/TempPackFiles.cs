using System.Globalization;

namespace ServiceBot.Tests.Packs;

internal static class TempPackFiles
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["pack.yaml"] = """
            format: 1
            id: parcels
            name: {zh-Hans: 快递, zh-Hant: 快遞, en: Parcels}
            company: {zh-Hans: 小燕速递, zh-Hant: 小燕速遞, en: Little Swallow}
            subject:
              kind: order
              name: {zh-Hans: 包裹, zh-Hant: 包裹, en: parcel}
              number-patterns:
                - 'SF\d{12,13}'
              number-prefixes: [SF]
              facts:
                number: {type: text}
                status: {type: choice, choices: [in-transit, delivered]}
                promised: {type: time}
                at: {type: text}
                freight: {type: money, personal: yes}
                phone: {type: phone, personal: yes}
              proof-fact: phone
            site:
              currency: CNY
              time-zone: Asia/Shanghai
              hours:
                monday: 09:00-18:00
                tuesday: 09:00-18:00
                saturday: 10:00-16:00

            """,
        ["causes.yaml"] = """
            weather:
              attribution: nature
              name: {zh-Hans: 恶劣天气, zh-Hant: 惡劣天氣, en: severe weather}
            sorting:
              attribution: firm
              name: {zh-Hans: 分拣积压, zh-Hant: 分揀積壓, en: a backlog}

            """,
        ["standards.yaml"] = """
            delivery-by:
              kind: delivery
              text: {zh-Hans: 准时送到, zh-Hant: 準時送達, en: Delivered on time}
              exceptions: [weather]
              remedy: refund-freight

            """,
        ["policy.yaml"] = """
            gesture-rate: 20%
            restore-rate: 100%
            human-rate: 110%
            time-value-per-day: 0.00
            goodwill-rate: 0.2
            goodwill-after-hours: 12
            sincerity: 5.00
            rudeness-token: 0
            floor: 2.00
            cap: 300.00
            cap-of-price: 150%
            bot-authority: 50.00
            agent-authority: 200.00
            supervisor-authority: 1000.00
            day-budget: 2000.00
            customer-cap: 200.00
            cool-down-days: 14
            second-failure-days: 30
            serial-claims: 3
            serial-days: 90
            coupon-valid-days: 60
            holdout: 0%
            loyal-tiers: [gold, platinum]
            finding-hours: 4
            update-hours: 24
            arrange-hours: 24
            message-hours: 4
            minutes-per-waiting: 4.5
            brand: -1

            """,
        ["gazetteer.yaml"] = """
            heilongjiang: {names: [黑龙江, 黑龍江, Heilongjiang]}
            harbin: {names: [哈尔滨, 哈爾濱, Harbin], in: heilongjiang}

            """,
        ["complaints/late.yaml"] = """
            name: {zh-Hans: 延误, zh-Hant: 延誤, en: Late}
            failure: late
            needs: [subject]
            facts: [number, promised]
            causes: [weather, sorting]
            standard: delivery-by
            dimension: reliability
            root: process
            resource: time
            severity: 1
            remedies: [explanation, apology, coupon]
            next-needs: [next.call]

            """,
        ["enquiries/hours.yaml"] = """
            name: {zh-Hans: 营业时间, zh-Hant: 營業時間, en: Opening hours}

            """,
        ["examples/late.yaml"] = Examples("快递还没到，第{0}次问", "包裹還沒到，第{0}次問", "my parcel is late, day {0}"),
        ["examples/hours.yaml"] = Examples("{0}号几点开门", "{0}號幾點開門", "when do you open on the {0}th"),
        ["wording/zh-Hans.yaml"] = """
            enquiry.hours: "{{company}}客服{{hours}}在岗。"
            status.in-transit: "{{number}}在路上。"
            status.delivered: "{{number}}已送到。"
            promise: ["{{#if due}}{{due}}前{{else}}尽快{{/if}}给您答复。", "我会{{due}}回复您。"]
            next.call: 派送前会打电话。

            """,
        ["wording/zh-Hant.yaml"] = """
            enquiry.hours: "{{company}}客服{{hours}}服務。"
            status.in-transit: "{{number}}運送中。"
            status.delivered: "{{number}}已送達。"
            promise: "{{due}}前回覆您。"
            next.call: 配送前會先打電話。

            """,
        ["wording/en.yaml"] = """
            enquiry.hours: "{{company}} is open {{hours}}."
            status.in-transit: "{{number}} is on its way."
            status.delivered: "{{number}} has arrived."
            promise: "You hear from me by {{due}}."
            next.call: "The courier will call first."

            """,
        ["sample/customers.yaml"] = """
            wang: {name: 王芳, tier: gold, since: 2021-03-01, orders: 42}

            """,
        ["sample/orders.yaml"] = """
            SF1234567890123:
              customer: wang
              status: in-transit
              promised: now-26h
              at: 哈尔滨转运中心
              freight: 18.00
              phone: 138****6621

            """,
        ["sample/incidents.yaml"] = """
            snow:
              kind: weather
              area: Heilongjiang
              cause: 暴风雪
              from: today 06:00
              until: today+1d 12:00

            """,
    };

    private static string Examples(string zhHans, string zhHant, string en) =>
        string.Concat(new[] { ("zh-Hans", zhHans), ("zh-Hant", zhHant), ("en", en) }
            .Select(l => $"{l.Item1}:\n" + string.Concat(Enumerable.Range(1, 20).Select(n => $"  - {string.Format(CultureInfo.InvariantCulture, l.Item2, n)}\n"))));
}

namespace ServiceBot.Packs;

/// <summary>The failures and rules of recovery.md §2 and §9, for packs whose policy.yaml has none: written as a pack would write them.</summary>
internal static class BuiltInDecisions
{
    public static DecisionTable Read()
    {
        var problems = new Problems();
        var fields = new Fields(Yaml.Read(Text, "built-in", problems), "built-in", "the built-in decisions", problems);
        var table = DecisionSection.Read(fields, "built-in", DecisionReferences.None, problems);
        return problems.Count == 0 ? table : throw new InvalidOperationException($"The built-in decisions are wrong: {problems.Sorted()[0]}");
    }

    private const string Text = """
        failures:
          late: {shown-by: promised, matter: arrival}
          damaged: {matter: goods, fault: firm}
          rude: {matter: conduct, fault: firm}
          lost: {shown-by: {status: lost}, matter: arrival, fault-when-shown: firm}
          other: {matter: service}
        rules:
          not-late-yet: {when: {failure: late, late-hours: at most 0}, give: nothing, because: {zh-Hans: 还没有迟：承诺的时间还没有过, zh-Hant: 還沒有遲到：承諾的時間尚未過, en: "not late yet: the promised time has not passed"}}
          own-slip: {when: {fault: customer}, give: help, remedies: redelivery}
          late-excused-briefly: {when: {failure: late, excused: yes, late-hours: at most goodwill-after-hours}, give: explanation}
          late-excused: {when: {failure: late, excused: yes, late-hours: over goodwill-after-hours}, give: goodwill, rate: goodwill-rate}
          late-standard: {when: {failure: late, standard: yes}, give: standard}
          late-our-fault: {when: {failure: late, fault: firm}, give: gesture, rate: gesture-rate, severe-rate: human-rate, find: unknown}
          late: {when: {failure: late}, give: finding, find: unknown}
          damaged: {when: {failure: damaged}, give: restore, rate: restore-rate, severe-rate: human-rate, coupon: sincerity, evidence: photo}
          rude: {when: {failure: rude}, give: attention, coupon: rudeness-token}
          lost-by-word: {when: {failure: lost, confirmed: no}, give: finding, because: {zh-Hans: 客户说丢了，数据里看不出来：承诺去查找, zh-Hant: 顧客說遺失了，資料看不出來：承諾查找, en: "said to be lost, the data do not say so: a search is promised"}}
          lost: {when: {failure: lost}, give: refund, rate: restore-rate, severe-rate: human-rate, of: both}
          respect: {when: {resource: respect}, give: attention, coupon: rudeness-token}
          standard-kept: {when: {measured: kept}, give: nothing, remedies: visit, because: {zh-Hans: 实测已达到标准, zh-Hant: 實測已達標準, en: the standard is kept by the reading}}
          standard-unread: {when: {measured: unread}, give: finding, remedies: visit, because: {zh-Hans: 没有新的读数可以对照标准：承诺去查清, zh-Hant: 沒有新的讀數可對照標準：承諾查明, en: "no fresh reading for the standard: the finding is promised"}}
          standard-missed: {when: {standard: yes, excused: no}, give: standard}
          not-ours: {when: {fault: [nature, customer, unknown]}, give: explanation, find: unknown}
          small: {when: {severity: at most 1}, give: explanation, because: {zh-Hans: 小事、没有损失：说明并道歉一次, zh-Hant: 小事、沒有損失：說明並道歉一次, en: "small, without loss: an explanation and one apology"}}
          goods-or-money: {when: {resource: [product, money]}, give: restore, rate: restore-rate, severe-rate: human-rate, coupon: sincerity, evidence: needed}
          time: {give: gesture, rate: gesture-rate, severe-rate: human-rate, because: {zh-Hans: 因我方原因耽误了时间, zh-Hant: 因我方因素耽誤了時間, en: time lost by our fault}}
        """;
}

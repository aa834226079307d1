using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Who is in danger is heard, in three languages; who only complains loudly is not taken for it.</summary>
public sealed class DangerTests
{
    private const EmotionFlags Both = EmotionFlags.Danger | EmotionFlags.Urgent;

    [Theory]
    [InlineData("danger", 24)]
    [InlineData("urgent", 16)]
    public void Somebody_in_danger_is_heard(string kind, int sentences)
    {
        var seen = new Score();
        foreach (var row in Sentences.Read("dangers.tsv").Where(row => row[1] == kind)) seen.Add((Flags(row[2]) & Both) != EmotionFlags.None, row[2]);

        seen.ShouldBeAtLeast(0.95, sentences);
    }

    [Theory]
    [InlineData("電梯卡在六樓跟七樓中間 我媽心臟不好開始喘了", true)]
    [InlineData("电梯停在三楼和四楼那儿不动了", true)]
    [InlineData("爷爷有高血压，电梯卡在那里半天了", true)]
    [InlineData("119已經叫了", true)]
    [InlineData("她说胸口闷", true)]
    [InlineData("my chest feels tight", true)]
    [InlineData("早餐吃到拉肚子，一整晚都在廁所", true)]
    [InlineData("your night porter made a pass at my 15 year old daughter", true)]
    [InlineData("前台小哥摸了我女儿的大腿", true)]
    [InlineData("房间里装了针孔摄像头", true)]
    [InlineData("烟雾报警器一直在响，要不要跑", true)]
    [InlineData("火警鐘響緊，點算", true)]
    [InlineData("the smoke detector is going off on our floor", true)]
    [InlineData("our old mother lives there, she has a bad heart, and the radiators are cold", true)]
    [InlineData("房间里有烟味", false)]
    [InlineData("走廊有煙灰缸沒倒", false)]
    [InlineData("天天打骚扰电话", false)]
    [InlineData("a chest of drawers came broken", false)]
    [InlineData("心里闷得慌，快递又晚了", false)]
    [InlineData("打了120个电话都没人接", false)]
    [InlineData("电梯老卡在一楼不下来，等了半天", false)]
    [InlineData("心都碎了，货又晚了", false)]
    public void What_is_danger_by_itself_is_told_from_what_only_sounds_like_it(string text, bool isDanger) => ((Flags(text) & Both) != EmotionFlags.None).ShouldBe(isDanger);

    [Theory]
    [InlineData("报警器坏了一直叫", false)]
    [InlineData("我要报警了", true)]
    public void Who_speaks_of_an_alarm_threatens_nobody(string text, bool isThreat) => ((Flags(text) & EmotionFlags.ThreatLegal) != EmotionFlags.None).ShouldBe(isThreat);

    [Fact]
    public void A_loud_complaint_is_no_danger()
    {
        var none = new Score();
        foreach (var row in Sentences.Read("dangers.tsv").Where(row => row[1] == "none")) none.Add((Flags(row[2]) & Both) == EmotionFlags.None, $"{Flags(row[2])}: {row[2]}");

        none.ShouldBeAtLeast(0.97, sentences: 34);
    }

    [Fact]
    public void A_death_behind_the_matter_is_heard()
    {
        var grief = new Score();
        foreach (var row in Sentences.Read("dangers.tsv")) grief.Add((Flags(row[2]) & EmotionFlags.Grief) != EmotionFlags.None == (row[1] == "grief"), row[2]);

        grief.ShouldBeAtLeast(0.98, sentences: 90);
    }

    [Fact]
    public void What_is_urgent_only_together_is_not_danger_by_itself()
    {
        Flags("胰岛素只剩一支").ShouldBe(EmotionFlags.Urgent);
        Flags("胰岛素").ShouldBe(EmotionFlags.None);
        Flags("我妈等着这个药呢").ShouldBe(EmotionFlags.Urgent);
        Flags("my dad is waiting for that medicine").ShouldBe(EmotionFlags.Urgent);
        Flags("等药店开门").ShouldBe(EmotionFlags.None);
        Flags("家里12度").ShouldBe(EmotionFlags.None);
        Flags("家里12度，孩子三个月").ShouldBe(EmotionFlags.Urgent);
        Flags("家里19度，孩子三个月").ShouldBe(EmotionFlags.None);
    }

    [Theory]
    [InlineData("家里才12度，太冷了", "我家宝宝刚出生十五天", EmotionFlags.Urgent)]
    [InlineData("the radiators are ice cold", "my mother is 88", EmotionFlags.Urgent)]
    [InlineData("箱子裡是我爸的胰島素", "今晚就用完了", EmotionFlags.Urgent)]
    [InlineData("里头是我妈的胰岛素 昨晚就该到", "她现在有点迷糊 出虚汗", EmotionFlags.Danger)]
    [InlineData("my mum's insulin was due yesterday", "she feels very dizzy and faint", EmotionFlags.Danger)]
    [InlineData("裡面是阿嬤的血壓藥", "她開始頭暈得站不住", EmotionFlags.Danger)]
    [InlineData("baby blanket came, it is grey and not blue", "I'm confused, which one did you send", EmotionFlags.None)]
    [InlineData("快递没到", "我都被你们绕迷糊了", EmotionFlags.None)]
    [InlineData("家里才12度，我家宝宝刚出生", "好的谢谢", EmotionFlags.None)]
    [InlineData("快递没到", "我家宝宝刚出生十五天", EmotionFlags.None)]
    [InlineData("家里漏煤气了", "孩子在睡觉", EmotionFlags.None)]
    public void What_is_urgent_is_heard_from_two_messages_when_the_second_adds_its_part(string before, string now, EmotionFlags expected)
    {
        var flags = Sentences.Plain.Understand(now, Sentences.Context with { Told = before }).Emotion.Flags;

        (flags & Both).ShouldBe(expected);
    }

    private static EmotionFlags Flags(string text) => Sentences.Plain.Understand(text, Sentences.Context).Emotion.Flags;
}

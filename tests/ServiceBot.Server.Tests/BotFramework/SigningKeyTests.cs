using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework.Tokens;
using ServiceBot.Server.Chat;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §2: keys are read when needed, at least once a day, and not once for every stranger.</summary>
#pragma warning disable CA1001 // Disposed by xunit's own DisposeAsync.
public sealed class SigningKeyTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private IdentityProvider provider = null!;
    private OutboundHttp http = null!;
    private SigningKeys keys = null!;

    public async Task InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        http = new OutboundHttp(new OutboundSettings { AllowHttp = true, PrivateNetworks = [System.Net.IPNetwork.Parse("127.0.0.1/32")] }, time);
        keys = new SigningKeys($"{provider.Url}/openid", http, time, NullLogger.Instance);
    }

    public async Task DisposeAsync()
    {
        keys.Dispose();
        http.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Row_2_ten_thousand_unknown_key_ids_cause_one_reading()
    {
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => keys.FindAsync($"unknown-{i}", default).AsTask()));

        provider.Fetches.ShouldBe(1);
    }

    [Fact]
    public async Task Row_2_a_new_key_is_found_five_minutes_after_the_last_reading_and_not_before()
    {
        (await keys.FindAsync("good", default)).ShouldBeOfType<KeyLookup.Found>();
        provider.Publish(new SigningPair("new"), "msteams");

        time.Advance(SigningKeys.UnknownKeyPause - TimeSpan.FromSeconds(1));
        (await keys.FindAsync("new", default)).ShouldBeOfType<KeyLookup.Unknown>();
        time.Advance(TimeSpan.FromSeconds(1));
        (await keys.FindAsync("new", default)).ShouldBeOfType<KeyLookup.Found>().Key.Endorsements.ShouldBe(["msteams"]);

        provider.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Row_2_keys_are_read_anew_within_a_day_though_all_are_known()
    {
        await keys.FindAsync("good", default);
        time.Advance(SigningKeys.RefreshAfter);

        (await keys.FindAsync("good", default)).ShouldBeOfType<KeyLookup.Found>();

        provider.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Row_2_keys_older_than_a_day_are_not_used()
    {
        await keys.FindAsync("good", default);
        provider.IsDown = true;

        time.Advance(SigningKeys.RefreshAfter);
        (await keys.FindAsync("good", default)).ShouldBeOfType<KeyLookup.Found>();
        time.Advance(SigningKeys.OldestUsed - SigningKeys.RefreshAfter);
        (await keys.FindAsync("good", default)).ShouldBeOfType<KeyLookup.Unavailable>().Why.ShouldContain("answered 500");
    }

    [Fact]
    public void Keys_without_an_id_of_other_kinds_or_too_short_are_left_out()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var parameters = weak.ExportParameters(false);
        var short_ = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus);
        var json = $$"""{"keys":[{"kty":"EC","kid":"ec"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"RSA","kid":"short","n":"{{short_}}","e":"AQAB"},{"kty":"RSA","kid":"enc","use":"enc","n":"{{short_}}","e":"AQAB"},7]}""";

        JsonWebKeys.Read(System.Text.Encoding.UTF8.GetBytes(json)).ShouldBeEmpty();
    }
}

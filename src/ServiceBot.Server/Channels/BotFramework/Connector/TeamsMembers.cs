using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>What Teams' directory says of who speaks. An address of mail is believed only of tenants that are ours: in their own, anybody may write any address into their record.</summary>
internal sealed class TeamsMembers(ConnectorClient client, PatientConnector patient, BotFrameworkSettings settings, ChannelLimits limits)
{
    private readonly HashSet<string> ours = new(settings.Tenants.Append(settings.TenantId).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    /// <returns>Mail and user principal name, in small letters; none where the tenant is not ours or Teams does not say.</returns>
    public async ValueTask<IReadOnlyList<string>> MailsAsync(Activity activity, ChannelAccount person, CancellationToken cancellation)
    {
        if (ours.Count == 0 || activity.ServiceUrl is not { } url || person.Id is not { } id) return [];
        var conversation = activity.Conversation!.Id!;
        if (limits.Take(activity.ChannelId!, conversation, activity.Conversation.TenantId) > TimeSpan.Zero) return [];
        var address = new ServiceAddress(url, IsVerified: true);
        var member = await client.MemberAsync(address, conversation, id, cancellation) is ConnectorResult.Done done ? Member.Read(done.Body) : await FromRosterAsync(address, conversation, id, cancellation);
        if (member is null || !string.Equals(member.Directory, person.AadObjectId, StringComparison.OrdinalIgnoreCase) || member.Tenant is not { } tenant || !ours.Contains(tenant)) return [];
        return [.. new[] { member.Mail, member.PrincipalName }.OfType<string>().Where(IsMail).Select(mail => mail.ToLowerInvariant()).Distinct()];
    }

    // Some connectors tell of all members, and of none alone.
    private async ValueTask<Member?> FromRosterAsync(ServiceAddress address, string conversation, string id, CancellationToken cancellation) =>
        (await patient.MembersAsync(address, conversation, cancellation)).Members?.FirstOrDefault(member => member.Id == id) is { } found ? Member.Of(found) : null;

    // A guest's principal name is that of another tenant, rewritten.
    private static bool IsMail(string text) => text.Length <= 100 && text.Count(c => c == '@') == 1 && !text.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private sealed record Member(string? Directory, string? Tenant, string? Mail, string? PrincipalName)
    {
        public static Member? Read(ReadOnlyMemory<byte> body)
        {
            try
            {
                return Of(ProtocolJson.Parse<ChannelAccount>(body.Span));
            }
            catch (JsonException)
            {
                return null;
            }
        }

        public static Member Of(ChannelAccount account) => new(account.AadObjectId ?? Field(account, "objectId"), Field(account, "tenantId"), Field(account, "email"), Field(account, "userPrincipalName"));

        private static string? Field(ChannelAccount account, string name) =>
            account.UnknownFields is { } more && more.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }
}

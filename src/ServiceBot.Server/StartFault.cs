using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>What keeps the program from starting and is for whoever runs it to mend, in a sentence.</summary>
internal static class StartFault
{
    /// <returns>Null: a bug, whose stack is wanted.</returns>
    public static string? SentenceOf(Exception failure) => failure switch
    {
        SettingException or SchemaTooNewException or StoreUnavailableException => failure.Message,
        InvalidDataException { InnerException: FormatException } => $"{failure.Message} {failure.GetBaseException().Message} Mend that file: it is JSON, one object with a section for each group of settings.",
        IOException { InnerException: AddressInUseException } => $"{failure.Message} Another program listens there; stop it, or start with --urls http://127.0.0.1:OTHERPORT.",
        IOException or UnauthorizedAccessException => $"{failure.Message.TrimEnd('.')}. Make room on that disk, let the service's user write there, or name another folder in SERVICEBOT_DATA.",
        SocketException => $"Nothing can listen where urls says: {failure.Message}. Name an address of this machine and a port that this user may open, such as --urls {ServerSettings.DefaultUrl}.",
        _ => null,
    };
}

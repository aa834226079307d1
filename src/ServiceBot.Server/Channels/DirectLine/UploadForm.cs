using Microsoft.AspNetCore.WebUtilities;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Reads parts of a form so that a form cut short is the sender's mistake and not an error of our disk.</summary>
internal static class UploadForm
{
    /// <exception cref="InvalidDataException">The form is not one, or ends too early.</exception>
    public static async ValueTask<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancellation)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellation);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("it ends too early.", cut);
        }
    }

    /// <exception cref="InvalidDataException">The part ends too early.</exception>
    public static async ValueTask<int> ReadAsync(Stream part, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellation);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("it ends too early.", cut);
        }
    }
}

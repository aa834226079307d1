namespace ServiceBot.Dialogs;

/// <summary>All dialogs of a deployment, in the order in which they are asked whether a matter is theirs.</summary>
public sealed class DialogSet(params IReadOnlyList<Dialog> dialogs)
{
    public Dialog? Find(string id) => dialogs.FirstOrDefault(d => d.Id == id);

    /// <exception cref="InvalidOperationException">No dialog takes the matter: the set is incomplete.</exception>
    internal DialogFrame Begin(Matter matter, DialogContext context)
    {
        return TryBegin(matter, context) ?? throw new InvalidOperationException($"No dialog takes {matter}; add one to the DialogSet.");
    }

    /// <returns>Null when the matter is no dialog's.</returns>
    internal DialogFrame? TryBegin(Matter matter, DialogContext context)
    {
        foreach (var dialog in dialogs)
            if (dialog.StateFor(matter, context) is { } state)
                return new DialogFrame(dialog, state);
        return null;
    }
}

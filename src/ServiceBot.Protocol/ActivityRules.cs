namespace ServiceBot.Protocol;

/// <summary>Rules about an activity's fields that its JSON types alone cannot say.</summary>
internal static class ActivityRules
{
    public static Reading<Activity>.Refused? FirstBroken(Activity activity) => activity.Type switch
    {
        "" => new("type", "is empty (A2010)"),
        ActivityTypes.Event when string.IsNullOrEmpty(activity.Name) => new("name", "is missing; an event has one (A5001)"),
        ActivityTypes.Invoke when string.IsNullOrEmpty(activity.Name) => new("name", "is missing; an invoke has one (A5401)"),
        ActivityTypes.CommandResult when activity.Value is null => new("value", "is missing; a command result has one (A6422)"),
        _ => null,
    };
}

using System.Text;

namespace ServiceBot.Turns;

/// <summary>
/// What the log holds of a failure in somebody's turn or delivery: its kinds and places. Its messages are left out, because they may quote what the
/// customer wrote ("The input string '13800001234' was not in a correct format"); that of a turn stands with the turn when it is parked, and goes when the customer is erased.
/// </summary>
internal static class FailurePlaces
{
    public static string Of(Exception failure)
    {
        var places = new StringBuilder();
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (places.Length > 0) places.Append("\ncaused by ");
            places.Append(at.GetType().FullName).Append('\n').Append(at.StackTrace);
        }

        return places.ToString();
    }
}

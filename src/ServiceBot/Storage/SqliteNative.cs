using System.Runtime.InteropServices;

namespace ServiceBot.Storage;

/// <summary>
/// What every statement calls for each of its values, in the library that the provider has loaded. The provider's own calls count references to their handle
/// and let the garbage collector in and out each time; these return in less than that takes, and whoever calls them keeps the handle.
/// </summary>
internal static class SqliteNative
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_TRANSIENT: the bytes are copied before the call returns.</summary>
    private const nint Copied = -1;

    public static int BindText(nint statement, int index, ReadOnlySpan<byte> text) => BindText(statement, index, in MemoryMarshal.GetReference(text), text.Length, Copied);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    private static extern int BindText(nint statement, int index, in byte text, int length, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInt64(nint statement, int index, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static extern int BindNull(nint statement, int index);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long ColumnInt64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static extern nint ColumnBlob(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static extern int ColumnBytes(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    public static extern int Changes(nint database);

    // These two may wait for the disk: the collector must not wait with them.
    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);
}

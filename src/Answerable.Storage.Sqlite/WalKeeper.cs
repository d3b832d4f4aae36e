using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary>
/// Moves what the write-ahead log holds into the database file, on a thread and connection of its own: a commit waits for its own
/// write alone and never for the many that went before it. The last stretch is done while nobody writes, so that the log can begin
/// again at its start and does not grow for ever under a steady load.
/// </summary>
internal sealed class WalKeeper : IDisposable
{
    private const long Worthwhile = 128L << 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly SqliteConnection connection;
    private readonly FileInfo log;
    private readonly SemaphoreSlim writing;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task keeping;

    /// <param name="writing">Held by whoever writes.</param>
    public WalKeeper(string dataFolder, SqliteConnection connection, SemaphoreSlim writing)
    {
        (this.connection, this.writing) = (connection, writing);
        log = new(Path.Combine(dataFolder, SqliteRecord.FileName + "-wal"));
        keeping = Task.Run(Keep);
    }

    public void Dispose()
    {
        stopping.Cancel();
        keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        connection.Dispose();
        stopping.Dispose();
    }

    private async Task Keep()
    {
        using var timer = new PeriodicTimer(Pace);
        while (await timer.WaitForNextTickAsync(stopping.Token))
        {
            log.Refresh();
            if (!log.Exists || log.Length < Worthwhile)
                continue;
            Checkpoint();
            await writing.WaitAsync(stopping.Token);
            try
            {
                Checkpoint();
            }
            finally
            {
                writing.Release();
            }
        }
    }

    // PASSIVE waits for no reader and no writer; what it cannot move is moved the next time, or by the database itself when the log is large.
    private void Checkpoint()
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // A full disk, say: the commits will tell, in a place where somebody waits for the answer.
        }
    }
}

"""Something that happens while somebody else's transaction is still open: for tests of what may not happen then."""

from threading import Thread

from django.db import connection, connections

# In this database alone: other processes of the same run wait in theirs.
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


class Meanwhile:
    """A job in a thread with a connection of its own: begun, until it waits for a lock or has ended.

    with transaction.atomic():
        ...what is not committed yet...
        other = Meanwhile(lambda: client.post(...))
    assert other.result().status_code == 302
    """

    def __init__(self, job, waiting=1):
        self.waiting, self.job, self.returned, self.raised = waiting, job, None, None
        self.thread = Thread(target=self.work)
        self.thread.start()
        self.wait()

    def work(self):
        try:
            self.returned = self.job()
        except Exception as error:  # told by `result`
            self.raised = error
        finally:
            connections.close_all()

    def wait(self):
        """Until PostgreSQL says that somebody waits, or the job is done; SQLite cannot say, and lets nobody in."""
        for _ in range(200):
            self.thread.join(0.05)
            if not self.thread.is_alive() or connection.vendor == "sqlite":
                return
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees the first answer again
                cursor.execute(WAITING)
                if cursor.fetchone()[0] >= self.waiting:
                    return
        raise AssertionError("it neither waits nor ends")

    def result(self):
        """What the job returned, once it has ended; raises what it raised."""
        self.thread.join(60)
        assert not self.thread.is_alive()
        if self.raised is not None:
            raise self.raised
        return self.returned

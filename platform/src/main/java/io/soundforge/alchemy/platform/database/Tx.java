package io.soundforge.alchemy.platform.database;

import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running transaction, and what is to happen once it has committed. */
public final class Tx {
    private static final Logger log = LoggerFactory.getLogger(Tx.class);

    private final SqlConnection connection;
    private final List<Runnable> actions = new ArrayList<>();

    Tx(SqlConnection connection) {
        this.connection = connection;
    }

    public SqlConnection connection() {
        return connection;
    }

    /** Runs after the commit, in the order of the calls; never runs when the transaction rolls back. */
    public void afterCommit(Runnable action) {
        actions.add(action);
    }

    /** What is written stays written: an action that fails is logged and the next one runs. */
    void committed() {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("an action after a commit failed");
            }
        }
    }
}

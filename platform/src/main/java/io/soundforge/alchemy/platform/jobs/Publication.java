package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;

/**
 * Makes a finished job's results visible, in the transaction that marks it completed. Only rows: it is called again, in
 * a fresh transaction, when the database had to break a deadlock or was away for a moment.
 */
@FunctionalInterface
public interface Publication {
    Future<Void> publish(Tx tx);

    /**
     * Called once when the attempt ends and, as far as this node knows, nothing was published: the lease was lost, the
     * node is shutting down, or the transaction failed. Whoever removes stored bytes here first makes sure that no row
     * refers to them, because the answer to a commit may have been lost.
     */
    default Future<Void> withdrawn() {
        return Future.succeededFuture();
    }
}

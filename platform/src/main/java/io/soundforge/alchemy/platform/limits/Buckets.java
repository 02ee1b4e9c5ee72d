package io.soundforge.alchemy.platform.limits;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Where the buckets of all callers are. */
public interface Buckets {
    /**
     * Takes one permit from each of some buckets, or from none of them if one is empty.
     *
     * @return one for each, in order; all are granted, or the request must wait for those that are not. Does not fail
     */
    Future<List<Allowance>> take(List<Charge> charges);

    /**
     * Counts something that somebody did.
     *
     * @param quiet when it was done last so long ago, it is forgotten
     * @return how often it was done. Does not fail
     */
    Future<Integer> count(String what, Duration quiet);

    /** Lets go of connections. */
    Future<Void> close();
}

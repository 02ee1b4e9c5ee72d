package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.contracts.bus.Request;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sessions of other nodes. The id of a session begins with its node's mark, which is random and means nothing to anybody
 * else, so any node can hand a request on to the one that has the session: the balancer before them need not know.
 */
public final class Relay {
    private static final int MARK_LENGTH = 20;
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9_-]{40}");
    /** How long an owner lets a GET wait before the asker looks whether the owner is still there. */
    static final long WAIT_MILLIS = 5_000;

    private static final Duration TIMEOUT = Duration.ofMillis(WAIT_MILLIS + 5_000);

    private final Bus bus;
    private final String mark;
    private final SessionIds ids;

    public Relay(Bus bus, SessionIds ids) {
        this.bus = bus;
        this.mark = ids.fresh();
        this.ids = ids;
    }

    /** An id for a session of this node. */
    String freshId() {
        return mark + ids.fresh();
    }

    /** Whether the id is one that another node may have given. */
    boolean foreign(String sid) {
        return SID.matcher(sid).matches() && !sid.startsWith(mark);
    }

    /** Fails with UNAVAILABLE or TIMEOUT when the session's node is gone. */
    Future<Forward.Answer> ask(Forward question) {
        return bus.ask(request(question.sid().substring(0, MARK_LENGTH)), question, TIMEOUT);
    }

    /** Answers what other nodes ask for sessions of this one, on the context of the call. */
    Future<Void> serve(Function<Forward, Future<Forward.Answer>> owner) {
        return bus.answer(request(mark), owner);
    }

    private static Request<Forward, Forward.Answer> request(String mark) {
        return Request.of("live.session." + mark, Forward.class, Forward.Answer.class);
    }
}

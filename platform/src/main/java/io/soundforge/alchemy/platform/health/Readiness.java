package io.soundforge.alchemy.platform.health;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether requests may be sent here: the process has started, is not on its way down, and all it stands on answers. All
 * parts are asked at once, each once a second at most.
 */
public final class Readiness {
    private final Map<String, Glance<Boolean>> needed = new LinkedHashMap<>();
    private volatile Phase phase = Phase.STARTING;

    /** Where the process is in its life. */
    public enum Phase {
        STARTING,
        SERVING,
        /** It still answers what it has begun, but wants no more. */
        DRAINING
    }

    /**
     * One look.
     *
     * @param services {@code up} or {@code down} for each part that is needed, in the order in which they were named
     */
    public record Report(Phase phase, Map<String, String> services) {
        public Report {
            services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        }

        public boolean ready() {
            return phase == Phase.SERVING && !services.containsValue("down");
        }

        /** {@code ok}, {@code starting}, {@code draining}, or {@code unavailable} while a part is down. */
        public String status() {
            return switch (phase) {
                case STARTING -> "starting";
                case DRAINING -> "draining";
                case SERVING -> ready() ? "ok" : "unavailable";
            };
        }
    }

    /** @param checks by the part's name; one that fails or takes longer than {@link Glance#PATIENCE} is down */
    public Readiness(Map<String, Supplier<Future<Void>>> checks) {
        checks.forEach(
                (name, check) -> needed.put(name, new Glance<>(() -> check.get().map(true), false)));
    }

    /** Everybody is at work: requests may come. */
    public void serving() {
        phase = Phase.SERVING;
    }

    /** From now on not ready, whatever the parts say; for good. */
    public void draining() {
        phase = Phase.DRAINING;
    }

    /** Never fails. */
    public Future<Report> report() {
        Map<String, Future<Boolean>> answers = new LinkedHashMap<>();
        needed.forEach((name, part) -> answers.put(name, part.look()));
        return Future.join(answers.values().stream().toList()).map(all -> {
            Map<String, String> services = new LinkedHashMap<>();
            answers.forEach((name, answer) -> services.put(name, answer.result() ? "up" : "down"));
            return new Report(phase, services);
        });
    }
}

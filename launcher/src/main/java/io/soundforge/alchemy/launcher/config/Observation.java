package io.soundforge.alchemy.launcher.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a process is watched.
 *
 * @param metricsHost address of the port below
 * @param metricsPort where figures are told to whoever asks; empty for no such port
 * @param diskReserve bytes of the disk that new work must leave free; 0 for none
 * @param drain how long a process that is asked to go still answers after it has said that it is not ready
 * @param slowStatement from which on what the database took for a statement is told; zero for never
 * @param tracing where traces are told
 */
public record Observation(
        String metricsHost,
        OptionalInt metricsPort,
        Duration drain,
        long diskReserve,
        Duration slowStatement,
        TraceSettings tracing) {
    private static final int MOST_DRAIN_SECONDS = 15;
    private static final int AN_HOUR = 3_600_000;

    static Observation read(Values values) {
        String host = values.text(ConfigKey.METRICS_HOST);
        return new Observation(
                host == null ? ConfigKey.METRICS_HOST.defaultText() : host,
                values.has(ConfigKey.METRICS_PORT)
                        ? OptionalInt.of(values.integer(ConfigKey.METRICS_PORT, 0, 0, 65_535))
                        : OptionalInt.empty(),
                Duration.ofSeconds(values.integer(ConfigKey.DRAIN_SECONDS, 0, 0, MOST_DRAIN_SECONDS)),
                (long) values.integer(ConfigKey.DISK_RESERVE_MB, 1024, 0, 1 << 30) << 20,
                Duration.ofMillis(values.integer(ConfigKey.SLOW_STATEMENT_MS, 1000, 0, AN_HOUR)),
                TraceSettings.read(values));
    }
}

package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How this process works on jobs, and how long they are kept.
 *
 * @param slots downloads, and analyses, at once
 * @param slotsByKind jobs of other numbers at once, by kind; wins over {@code slots}
 * @param mostPerOwner jobs of one kind that one owner may have running over all nodes; 0 for any number
 * @param wall how long an attempt may take, whatever the audio
 * @param stall how long an attempt may say nothing; zero for ever
 * @param kept how long finished jobs and facts are kept; zero for ever
 * @param cleanup how often those that are older are removed
 */
public record JobSettings(
        int slots,
        Map<JobKind, Integer> slotsByKind,
        int mostPerOwner,
        Duration wall,
        Duration stall,
        Duration kept,
        Duration cleanup) {
    /** Links are looked up beside everything else: it takes no work of ours. */
    private static final int RESOLVERS = 4;

    private static final int MOST_SLOTS = 64;

    public JobSettings {
        slotsByKind = Map.copyOf(slotsByKind);
    }

    /** Separations, exports and installations run one at a time unless told: memory is what they need most. */
    public int slotsOf(JobKind kind) {
        int usual =
                switch (kind) {
                    case RESOLVE -> RESOLVERS;
                    case DOWNLOAD, ANALYZE -> slots;
                    case SEPARATE, EXPORT, INSTALL -> 1;
                };
        return slotsByKind.getOrDefault(kind, usual);
    }

    static JobSettings read(Values values) {
        return new JobSettings(
                values.integer(ConfigKey.MAX_CONCURRENT_JOBS, 3, 1, MOST_SLOTS),
                slotsByKind(values),
                values.integer(ConfigKey.MAX_JOBS_PER_OWNER, 0, 0, 1_000),
                Duration.ofSeconds(values.integer(ConfigKey.JOB_TIMEOUT, 3_600, 1, Integer.MAX_VALUE)),
                Duration.ofSeconds(values.integer(ConfigKey.JOB_STALL_TIMEOUT, 1_200, 0, Integer.MAX_VALUE)),
                Duration.ofDays(values.integer(ConfigKey.JOB_RETENTION_DAYS, 30, 0, 36_500)),
                Duration.ofSeconds(values.integer(ConfigKey.CLEANUP_INTERVAL, 86_400, 1, Integer.MAX_VALUE)));
    }

    private static Map<JobKind, Integer> slotsByKind(Values values) {
        Map<JobKind, Integer> slots = new LinkedHashMap<>();
        for (String part : values.list(ConfigKey.JOB_SLOTS)) {
            int equals = part.indexOf('=');
            String kind = equals < 0 ? part : part.substring(0, equals).strip();
            String number = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (JobKind.find(kind).isEmpty() || !number.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
                values.refuse(
                        ConfigKey.JOB_SLOTS,
                        "a list such as separate=2,download=6, with kinds of jobs and numbers from 1 to " + MOST_SLOTS);
                return Map.of();
            }
            slots.put(JobKind.ofText(kind), Integer.valueOf(number));
        }
        return slots;
    }
}

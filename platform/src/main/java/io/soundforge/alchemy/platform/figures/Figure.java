package io.soundforge.alchemy.platform.figures;

import java.util.List;

/**
 * Everything that we count and measure ourselves. A label's values are few and known: kinds, states, codes, never an id
 * and nothing that a caller chose.
 */
public enum Figure {
    JOBS_ENQUEUED(Sort.COUNTER, "alchemy.jobs.enqueued", "Jobs that were added to the queue here.", "kind"),
    JOBS_CLAIMED(Sort.COUNTER, "alchemy.jobs.claimed", "Jobs that this node took from the queue.", "kind"),
    JOBS_ENDED(
            Sort.COUNTER,
            "alchemy.jobs.ended",
            "Jobs that came to their end here, by the state they ended in and their error's code, or none.",
            "kind",
            "state",
            "code"),
    JOBS_REQUEUED(
            Sort.COUNTER,
            "alchemy.jobs.requeued",
            "Jobs that went back to the queue: retried, snoozed, released or reopened.",
            "kind",
            "reason",
            "code"),
    JOBS_RESCUED(Sort.COUNTER, "alchemy.jobs.rescued", "Jobs taken from workers that were gone.", "kind"),
    LEASES_LOST(Sort.COUNTER, "alchemy.leases.lost", "Attempts whose job somebody else had taken.", "kind"),
    ATTEMPTS_OVERDUE(
            Sort.COUNTER,
            "alchemy.attempts.overdue",
            "Attempts that were stopped because they took too long or said nothing.",
            "kind"),
    CLAIM_TIME(Sort.QUICK, "alchemy.claim", "How long a look into the queue took.", "kind"),
    ATTEMPT_TIME(Sort.LONG, "alchemy.attempt", "How long attempts took, whatever came of them.", "kind", "outcome"),
    STAGE_TIME(Sort.LONG, "alchemy.stage", "How long attempts were in each of their stages.", "kind", "stage"),
    AUDIO_SECONDS(Sort.COUNTER, "alchemy.audio.seconds", "Seconds of audio in attempts that succeeded.", "kind"),
    QUEUE_JOBS(
            Sort.GAUGE,
            "alchemy.queue.jobs",
            "Jobs of the whole mesh: queued ones are free to be taken, waiting ones need an earlier step.",
            "kind",
            "state"),
    QUEUE_OLDEST(
            Sort.GAUGE,
            "alchemy.queue.oldest.seconds",
            "How long the oldest job of the whole mesh has been free to be taken.",
            "kind"),
    NODES(Sort.GAUGE, "alchemy.nodes", "Nodes of the whole mesh that are alive and play a role.", "role"),
    SLOTS(Sort.GAUGE, "alchemy.slots", "Jobs that this node works on at once at most.", "kind"),
    SEGMENTS(
            Sort.COUNTER,
            "alchemy.segments",
            "Segments of separations that this node computed itself or found on the shelf.",
            "source"),
    ENGINES(Sort.GAUGE, "alchemy.engines", "Trained models that this node holds in memory."),
    EVENTS_CARRIED(
            Sort.COUNTER, "alchemy.events.carried", "Events given to Redis, and whether it took them.", "outcome"),
    EVENTS_HEARD(Sort.COUNTER, "alchemy.events.heard", "Events that came over Redis."),
    EVENTS_ECHO(
            Sort.QUICK, "alchemy.events.echo", "How long a word of our own took over Redis and back, once in a while."),
    EVENTS_SILENCE(
            Sort.GAUGE,
            "alchemy.events.silence.seconds",
            "How long ago this node last heard anything over Redis; NaN while it does not listen."),
    LIVE_CONNECTIONS(Sort.GAUGE, "alchemy.live.connections", "Sockets and event streams of clients of this node."),
    LIVE_REFUSED(Sort.COUNTER, "alchemy.live.refused", "Clients for whom there was no place left."),
    PROVIDER_REQUESTS(
            Sort.COUNTER,
            "alchemy.provider.requests",
            "What providers of audio were asked for, search or fetch, and what came of it: ok or an error's code.",
            "provider",
            "request",
            "outcome"),
    PROVIDER_UP(
            Sort.GAUGE,
            "alchemy.provider.up",
            "1 if a provider of audio was well when this node last heard of it, 0 if not, NaN if it never did.",
            "provider"),
    LIBRARY_FILES(Sort.GAUGE, "alchemy.library.files", "Files of audio that are known in this node's library."),
    LIBRARY_FINGERPRINTED(
            Sort.GAUGE,
            "alchemy.library.fingerprinted",
            "Files of this node's library of which there are fingerprints."),
    LIBRARY_WATCHED(
            Sort.GAUGE,
            "alchemy.library.watched",
            "1 while changes in this node's library are seen as they happen, else 0."),
    LIBRARY_LOOK_AGE(
            Sort.GAUGE,
            "alchemy.library.look.age.seconds",
            "How long ago all of this node's library was looked through; NaN if it never was."),
    WEBHOOKS(Sort.COUNTER, "alchemy.webhooks", "Tries to deliver a webhook, by what came of them.", "outcome"),
    STORED_BYTES(Sort.GAUGE, "alchemy.stored.bytes", "Bytes of audio of the whole mesh that rows speak of."),
    DISK_FREE(Sort.GAUGE, "alchemy.disk.free.bytes", "Bytes that the storage still takes."),
    READY(Sort.GAUGE, "alchemy.ready", "1 while a part that is needed answers, else 0.", "part"),
    PROCESS_MEMORY(Sort.GAUGE, "alchemy.process.memory.bytes", "Physical memory of this process."),
    BUILD(Sort.GAUGE, "alchemy.build", "Always 1; which program this is.", "version", "java");

    /** What kind of figure it is; times differ in the buckets that suit them. */
    public enum Sort {
        COUNTER,
        GAUGE,
        /** Milliseconds to seconds. */
        QUICK,
        /** Seconds to an hour. */
        LONG
    }

    private final Sort sort;
    private final String title;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> labels;

    Figure(Sort sort, String title, String help, String... labels) {
        this.sort = sort;
        this.title = title;
        this.help = help;
        this.labels = List.of(labels);
    }

    public Sort sort() {
        return sort;
    }

    /** Words joined by dots. */
    public String title() {
        return title;
    }

    /** One sentence. */
    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}

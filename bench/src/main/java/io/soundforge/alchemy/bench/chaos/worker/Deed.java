package io.soundforge.alchemy.bench.chaos.worker;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.media.AudioSource;
import java.util.List;

/**
 * What a job of the bench does. It travels in the job's arguments, so that every attempt, on whatever worker, does the
 * same.
 *
 * @param millis how long the work takes, with progress in between
 * @param failures how many attempts fail, as if a source were away, before one succeeds
 * @param deaf whether the work goes on when the attempt is told to stop
 * @param child whether a child process runs beside the work until the attempt ends
 */
public record Deed(int millis, int failures, Fate fate, boolean deaf, boolean child) {
    /** How an attempt ends that does not fail before. */
    public enum Fate {
        /** With an effect. */
        SUCCESS,
        /** With an error that no other attempt can mend. */
        HOPELESS,
        /** The process dies while it works. */
        POISON,
        /** The process dies when the effect has been committed and nobody has been told. */
        UNTOLD
    }

    private static final String SCHEME = "chaos:";

    public static Deed nothing() {
        return lasting(0);
    }

    public static Deed lasting(int millis) {
        return new Deed(millis, 0, Fate.SUCCESS, false, false);
    }

    public Deed failing(int times) {
        return new Deed(millis, times, fate, deaf, child);
    }

    public Deed ending(Fate end) {
        return new Deed(millis, failures, end, deaf, child);
    }

    public Deed deafWithChild() {
        return new Deed(millis, failures, fate, true, true);
    }

    public Deed withChild() {
        return new Deed(millis, failures, fate, deaf, true);
    }

    /** The deed as a job of kind {@code resolve}. */
    public JobArgs resolve() {
        return new ResolveLink(text());
    }

    /** The deed as a job of kind {@code download}. */
    public JobArgs download() {
        return new DownloadAudio(AudioSource.url(text()));
    }

    /** @throws IllegalArgumentException if the arguments are none that a deed was written into */
    static Deed of(JobArgs args) {
        if (args instanceof ResolveLink link) {
            return read(link.url());
        }
        if (args instanceof DownloadAudio download) {
            return read(download.source().reference());
        }
        throw new IllegalArgumentException("expected a job of kind resolve or download, got " + args.kind());
    }

    private String text() {
        return SCHEME + millis + "," + failures + "," + fate + "," + deaf + "," + child;
    }

    private static Deed read(String text) {
        List<String> words = List.of(text.substring(SCHEME.length()).split(",", -1));
        return new Deed(
                Integer.parseInt(words.get(0)),
                Integer.parseInt(words.get(1)),
                Fate.valueOf(words.get(2)),
                Boolean.parseBoolean(words.get(3)),
                Boolean.parseBoolean(words.get(4)));
    }
}

package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a song in a library: by its words, and if there is a clip of it, by what is heard. Blocks.
 *
 * <p>What one search does is bounded: {@value #BY_WORDS} files found by words are compared with the clip, of which
 * {@value #LISTENED} may have to be decoded first; if it is heard in none, {@value #BY_CLIP} more of the wanted length.
 */
final class LibrarySearch {
    static final int BY_WORDS = 30;
    static final int BY_CLIP = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(LibrarySearch.class);
    private static final int LISTENED = 3;
    private static final int HEARD = 5;

    /** Of the wanted length are those that last this much longer or shorter. */
    private static final int SECONDS = 3;

    private final Listening listening;
    private final MonoDecoder decoder;

    LibrarySearch(Listening listening, MonoDecoder decoder) {
        this.listening = listening;
        this.decoder = decoder;
    }

    /** A file that may be it. */
    record Hit(LibraryEntry entry, Candidate candidate) {}

    /** @throws CancellationException if the thread is interrupted */
    List<Hit> search(LibraryIndex index, Wanted wanted) throws IOException {
        List<LibraryEntry> named = index.search(wanted, BY_WORDS);
        Fingerprint clip = wanted.clip();
        if (clip == null) {
            return named.stream()
                    .map(entry -> new Hit(entry, entry.candidate()))
                    .toList();
        }
        List<Hit> hits = new ArrayList<>();
        int left = LISTENED;
        for (LibraryEntry entry : named) {
            Optional<Fingerprint> print = listening.prints().read(entry);
            if (print.isEmpty() && left > 0 && ofLength(entry, wanted)) {
                left--;
                print = listen(entry);
            }
            hits.add(hit(entry, place(entry, print, clip)));
        }
        if (hits.stream().noneMatch(LibrarySearch::heard) && !wanted.duration().isZero()) {
            hits.addAll(byClip(index, wanted, clip, new HashSet<>(named)));
        }
        return hits;
    }

    /** What is not heard in the part of a long file that was listened to says nothing. */
    private static @Nullable Place place(LibraryEntry entry, Optional<Fingerprint> print, Fingerprint clip) {
        Place place = print.flatMap(one -> one.locate(clip)).orElse(null);
        boolean whole = entry.millis() < Listening.MOST_SECONDS * 1000;
        return place != null && (whole || place.heard()) ? place : null;
    }

    /** Those of the wanted length in which the clip is heard; files whose names say nothing first. */
    private List<Hit> byClip(LibraryIndex index, Wanted wanted, Fingerprint clip, Set<LibraryEntry> known) {
        long millis = wanted.duration().toMillis();
        int second = (int) Math.min(Integer.MAX_VALUE / 2, millis / 1000);
        List<LibraryEntry> ofLength = index.lasting(second - SECONDS, second + SECONDS).stream()
                .filter(entry -> !known.contains(entry) && listening.prints().has(entry))
                .sorted(Comparator.comparing(LibraryEntry::tagged)
                        .thenComparing(entry -> Math.abs(entry.millis() - millis))
                        .thenComparing(LibraryEntry::path))
                .limit(BY_CLIP)
                .toList();
        List<Hit> heard = new ArrayList<>();
        for (LibraryEntry entry : ofLength) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the search in the library was interrupted");
            }
            listening
                    .prints()
                    .read(entry)
                    .flatMap(print -> print.hear(clip))
                    .ifPresent(place -> heard.add(hit(entry, place)));
            if (heard.size() >= HEARD) {
                break;
            }
        }
        return heard;
    }

    private Optional<Fingerprint> listen(LibraryEntry entry) throws IOException {
        try {
            return Optional.of(listening.to(entry, decoder));
        } catch (AlchemyException e) {
            LOG.warn("a file of the library could not be listened to: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean ofLength(LibraryEntry entry, Wanted wanted) {
        return entry.millis() == 0
                || wanted.duration().isZero()
                || Math.abs(entry.millis() - wanted.duration().toMillis()) <= SECONDS * 1000;
    }

    private static Hit hit(LibraryEntry entry, @Nullable Place place) {
        Candidate told = entry.candidate();
        return new Hit(entry, new Candidate(told.title(), told.channel(), told.duration(), told.isrc(), place));
    }

    private static boolean heard(Hit hit) {
        Place place = hit.candidate().clip();
        return place != null && place.heard();
    }
}

package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reads all pages of a collection, a few at a time, and gives them in order. The count that comes with the first page says
 * what to ask for; that pages are shorter than asked for, or that the last one names a next one, is believed more.
 */
final class PageReader {
    /** Largest page of playlist items and of album tracks (Web API reference, 2026). */
    static final int PAGE = 50;

    private static final int AT_ONCE = 4;

    /** Part of a collection. */
    @FunctionalInterface
    interface Source {
        /** At most {@code limit} entries from {@code offset} on. */
        Future<TrackPage> page(int offset, int limit);
    }

    private final Source source;
    private final int start;
    private final int end;
    private final AtomicReferenceArray<TrackPage> pages;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    private PageReader(TrackPage first, Source source) {
        this.source = source;
        this.start = first.entries();
        this.end = Math.max(start, Math.min(first.total(), CollectionMetadata.MAX_TRACKS));
        this.pages = new AtomicReferenceArray<>((end - start + PAGE - 1) / PAGE);
    }

    /**
     * The first page and those behind it, up to the most tracks that an answer has. Fails as the first page that fails;
     * no further ones are asked for then.
     */
    static Future<List<TrackPage>> all(TrackPage first, Source source) {
        PageReader reader = new PageReader(first, source);
        List<Future<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            readers.add(reader.readOn());
        }
        return Future.all(readers).compose(done -> reader.beyond(reader.inOrder(first)));
    }

    private Future<Void> readOn() {
        int page = next.getAndIncrement();
        if (page >= pages.length() || over.get()) {
            return Future.succeededFuture();
        }
        int from = start + page * PAGE;
        return part(from, PAGE, Math.min(PAGE, end - from))
                .onSuccess(found -> {
                    pages.set(page, found);
                    if (found.entries() == 0) {
                        over.set(true);
                    }
                })
                .onFailure(error -> over.set(true))
                .compose(found -> readOn());
    }

    /** @param expected as many are there, by the count */
    private Future<TrackPage> part(int from, int limit, int expected) {
        return source.page(from, limit).compose(found -> {
            int missing = expected - found.entries();
            return found.more() && missing > 0
                    ? part(from + found.entries(), missing, missing).map(found::followedBy)
                    : Future.succeededFuture(found);
        });
    }

    /** What follows the last page although it was not counted. */
    private Future<List<TrackPage>> beyond(List<TrackPage> all) {
        int from = all.stream().mapToInt(TrackPage::entries).sum();
        if (!all.get(all.size() - 1).more() || from >= CollectionMetadata.MAX_TRACKS) {
            return Future.succeededFuture(all);
        }
        return source.page(from, PAGE).compose(page -> {
            all.add(page);
            return beyond(all);
        });
    }

    private List<TrackPage> inOrder(TrackPage first) {
        List<TrackPage> all = new ArrayList<>();
        all.add(first);
        for (int i = 0; i < pages.length(); i++) {
            TrackPage page = pages.get(i);
            if (page != null) { // behind an empty one nothing more was asked for
                all.add(page);
            }
        }
        return all;
    }
}

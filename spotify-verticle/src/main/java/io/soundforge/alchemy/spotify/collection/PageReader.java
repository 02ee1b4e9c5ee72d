package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Reads all pages of a collection, a few at a time, and gives them in order. */
final class PageReader {
    /** Largest page of playlist items and of album tracks (Web API reference, 2026). */
    static final int PAGE = 50;

    private static final int AT_ONCE = 4;

    private final IntFunction<Future<TrackPage>> fetch;
    private final int start;
    private final AtomicReferenceArray<TrackPage> pages;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();

    private PageReader(TrackPage first, IntFunction<Future<TrackPage>> fetch) {
        this.fetch = fetch;
        this.start = first.entries();
        int wanted = Math.min(first.total(), CollectionMetadata.MAX_TRACKS) - start;
        this.pages = new AtomicReferenceArray<>(Math.max(0, (wanted + PAGE - 1) / PAGE));
    }

    /**
     * The first page and those behind it, up to the most tracks that an answer has. Fails as the first page that fails;
     * no further ones are asked for then.
     *
     * @param fetch from an offset to the at most {@link #PAGE} entries from there on
     */
    static Future<List<TrackPage>> all(TrackPage first, IntFunction<Future<TrackPage>> fetch) {
        PageReader reader = new PageReader(first, fetch);
        List<Future<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            readers.add(reader.readOn());
        }
        return Future.all(readers).map(done -> reader.inOrder(first));
    }

    private Future<Void> readOn() {
        int page = next.getAndIncrement();
        if (page >= pages.length() || broken.get()) {
            return Future.succeededFuture();
        }
        return fetch.apply(start + page * PAGE)
                .onSuccess(found -> pages.set(page, found))
                .onFailure(error -> broken.set(true))
                .compose(found -> readOn());
    }

    private List<TrackPage> inOrder(TrackPage first) {
        List<TrackPage> all = new ArrayList<>();
        all.add(first);
        for (int i = 0; i < pages.length(); i++) {
            all.add(pages.get(i));
        }
        return all;
    }
}

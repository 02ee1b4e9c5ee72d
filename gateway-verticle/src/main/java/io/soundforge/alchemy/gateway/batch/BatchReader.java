package io.soundforge.alchemy.gateway.batch;

import static java.util.stream.Collectors.toMap;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.tracks.TrackReader;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Shows batches: all of it in figures, and its items in parts. */
final class BatchReader {
    private final GatewayParts parts;
    private final BatchStore batches;
    private final TrackReader tracks;

    BatchReader(GatewayParts parts, BatchStore batches) {
        this.parts = parts;
        this.batches = batches;
        this.tracks = new TrackReader(parts);
    }

    Future<BatchView> view(Batch batch) {
        return batches.tally(batch).map(tally -> BatchView.of(batch, tally));
    }

    Future<BatchView> view(Batch batch, ItemPage page) {
        return view(batch, page, ItemView::of);
    }

    Future<BatchView> results(Batch batch, ItemPage page) {
        return view(batch, page, ResultView::of);
    }

    private <T> Future<BatchView> view(Batch batch, ItemPage page, Function<ItemRows, T> look) {
        return batches.tally(batch).compose(tally -> page.of(batches, batch).compose(items -> rows(items)
                .map(rows -> items.stream()
                        .limit(page.limit())
                        .map(item -> look.apply(new ItemRows(item, rows.get(item.track()))))
                        .toList())
                .map(views -> BatchView.of(batch, tally, views, page.next(items)))));
    }

    /** A part of the owner's batches; with a state, those of the part that stand like this. */
    Future<BatchList> list(OwnerId owner, BatchListPage page) {
        return batches.list(owner, page.limit(), page.after()).compose(found -> batches.tallies(found.items())
                .map(tallies -> new BatchList(
                        found.items().stream()
                                .map(batch -> BatchView.of(batch, Objects.requireNonNull(tallies.get(batch.id()))))
                                .filter(page::wants)
                                .toList(),
                        found.next())));
    }

    private Future<Map<TrackId, TrackRows>> rows(List<BatchItem> items) {
        List<TrackId> ids =
                items.stream().map(BatchItem::track).filter(Objects::nonNull).toList();
        return parts.catalog()
                .many()
                .find(ids)
                .compose(found -> tracks.of(List.<Track>copyOf(found.values())))
                .map(rows -> rows.stream().collect(toMap(row -> row.track().id(), Function.identity())));
    }
}

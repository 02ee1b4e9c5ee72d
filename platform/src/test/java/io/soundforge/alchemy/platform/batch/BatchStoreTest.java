package io.soundforge.alchemy.platform.batch;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.Submission;
import io.soundforge.alchemy.platform.jobs.TrackPlan;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchStoreTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final BatchStore store = new BatchStore(services.database());
    private final Batch batch = new Batch(UUID.randomUUID(), BatchId.random(), OwnerId.LOCAL, "fingerprint", 3, NOW);
    private List<TrackId> tracks = List.of();

    @BeforeEach
    void addBatchOfThreeTracks() {
        tracks = IntStream.range(0, 3)
                .mapToObj(i -> services.newTrack("song " + i).id())
                .toList();
        List<BatchItem> items = IntStream.range(0, 3)
                .mapToObj(i -> new BatchItem(i, "https://a.example/" + i, tracks.get(i)))
                .toList();
        assertThat(insert(batch)).isTrue();
        await(services.database().inTransaction(tx -> store.addItems(tx, batch.id(), items)));
    }

    @Test
    void nameOfTheSameOwner_isTakenOnce() {
        Batch again = new Batch(UUID.randomUUID(), batch.name(), OwnerId.LOCAL, "other", 1, NOW);
        Batch ofSomebodyElse = new Batch(UUID.randomUUID(), batch.name(), new OwnerId("else"), "other", 1, NOW);

        assertThat(insert(again)).isFalse();
        assertThat(insert(ofSomebodyElse)).isTrue();
        assertThat(await(store.find(OwnerId.LOCAL, batch.name()))).contains(batch);
        assertThat(await(store.find(OwnerId.LOCAL, BatchId.random()))).isEmpty();
    }

    @Test
    void items_areReadInParts() {
        assertThat(await(store.items(batch, 1, 1)))
                .containsExactly(new BatchItem(1, "https://a.example/1", tracks.get(1)));
        assertThat(await(store.items(batch, 3, 10))).isEmpty();
    }

    @Test
    void tally_followsFromTheJobsOfTheTracks() {
        submit(tracks.subList(0, 2));
        assertThat(await(store.tally(batch)).state()).isEqualTo(BatchState.PROCESSING);

        await(services.jobs().cancelPlan(batch.id(), tracks.subList(0, 1)));
        await(services.database().inTransaction(tx -> services.catalog().delete(tx, tracks.get(2))));
        BatchTally tally = await(store.tally(batch));

        assertThat(tally.count(BatchState.QUEUED)).isEqualTo(1);
        assertThat(tally.count(BatchState.CANCELLED)).isEqualTo(1);
        assertThat(tally.count(BatchState.ERROR)).isEqualTo(1);
        assertThat(tally.progress()).isCloseTo(200.0 / 3, within(1e-9));
    }

    private boolean insert(Batch wanted) {
        return await(services.database().inTransaction(tx -> store.insert(tx, wanted)));
    }

    private void submit(List<TrackId> some) {
        AudioSource source = AudioSource.url("https://a.example/song.mp3");
        List<TrackPlan> plans = some.stream()
                .map(track -> new TrackPlan(track, ImportPlan.ofSource(source, ImportOptions.defaults())))
                .toList();
        Future<Void> submitted = services.database()
                .inTransaction(tx -> services.jobs().submitAll(tx, Submission.batch(OwnerId.LOCAL, batch.id()), plans));
        await(submitted);
    }
}

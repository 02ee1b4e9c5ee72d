package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.provider.TestWatch;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits for which reading, and what is kept, with a real PostgreSQL. */
class PreviewClipsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Fingerprint PRINT =
            Fingerprint.ofClip(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    private static final String URL = "https://clips.example/1";

    private final List<Promise<Fingerprint>> readings = new ArrayList<>();
    private PreviewClips clips;

    @BeforeEach
    void forgetAll() {
        clips = fresh();
    }

    private PreviewClips fresh() {
        return new PreviewClips(services.vertx(), this::read, services.catalog().serviceMetadata());
    }

    private synchronized Future<Fingerprint> read(String url) {
        Promise<Fingerprint> reading = Promise.promise();
        readings.add(reading);
        notifyAll();
        return reading.future();
    }

    private synchronized Promise<Fingerprint> reading() throws InterruptedException {
        while (readings.isEmpty()) {
            wait(60_000);
        }
        return readings.get(0);
    }

    private static TrackId track() {
        TrackId track = services.newTrack("Song").id();
        CollectionTrack told = new CollectionTrack("1", "Song", List.of(), null, null, null, null, URL, null, null);
        await(services.database()
                .inTransaction(tx ->
                        services.catalog().serviceMetadata().put(tx, Map.of(track, TrackMetadata.of(told, "embed")))));
        return track;
    }

    @Test
    void clipThatTwoWant_isReadOnce_andKeptForBoth() throws InterruptedException {
        TrackId one = track();
        TrackId other = track();
        Future<Optional<Fingerprint>> first = clips.of(one, URL, new TestWatch());
        Future<Optional<Fingerprint>> second = clips.of(other, URL, new TestWatch());

        reading().complete(PRINT);

        assertThat(await(first)).contains(PRINT);
        assertThat(await(second)).contains(PRINT);
        assertThat(await(fresh().of(one, URL, new TestWatch()))).contains(PRINT);
        assertThat(await(fresh().of(other, URL, new TestWatch()))).contains(PRINT);
        assertThat(readings).hasSize(1);
    }

    @Test
    void whoStops_waitsNoLonger_andTheOthersDo() throws InterruptedException {
        TestWatch impatient = new TestWatch();
        Future<Optional<Fingerprint>> stopped = clips.of(track(), URL, impatient);
        Future<Optional<Fingerprint>> waiting = clips.of(track(), URL, new TestWatch());
        Promise<Fingerprint> reading = reading();

        impatient.stop();

        assertThatThrownBy(() -> await(stopped)).isInstanceOf(CancellationException.class);
        reading.complete(PRINT);
        assertThat(await(waiting)).contains(PRINT);
    }

    @Test
    void clipThatCannotBeHad_isNone_andNotAskedForAgainAtOnce() throws InterruptedException {
        TrackId track = track();
        Future<Optional<Fingerprint>> first = clips.of(track, URL, new TestWatch());
        reading().fail("gone");

        assertThat(await(first)).isEmpty();
        assertThat(await(clips.of(track, URL, new TestWatch()))).isEmpty();
        assertThat(readings).hasSize(1);
    }

    @Test
    void serverThatIsSilent_isLeftAloneForAWhile() {
        AtomicInteger asked = new AtomicInteger();
        PreviewClips patient = new PreviewClips(
                services.vertx(),
                url -> {
                    asked.incrementAndGet();
                    return Future.failedFuture(new AlchemyException(ErrorCode.TIMEOUT, "silent"));
                },
                services.catalog().serviceMetadata());
        TrackId track = track();

        for (int song = 0; song < 10; song++) {
            assertThat(await(patient.of(track, URL + song, new TestWatch()))).isEmpty();
        }

        assertThat(asked).hasValue(3);
    }

    @Test
    void trackWithoutClip_asksNobody() {
        assertThat(await(clips.of(track(), null, new TestWatch()))).isEmpty();
        assertThat(readings).isEmpty();
    }

    @Test
    void clipAtAnotherAddress_isReadAnew() throws InterruptedException {
        TrackId track = track();
        await(services.catalog().serviceMetadata().putClip(track, "https://clips.example/0", PRINT.bytes()));
        Future<Optional<Fingerprint>> found = clips.of(track, URL, new TestWatch());
        Fingerprint newer = Fingerprint.ofClip(new byte[16]);

        reading().complete(newer);

        assertThat(await(found)).contains(newer);
    }
}

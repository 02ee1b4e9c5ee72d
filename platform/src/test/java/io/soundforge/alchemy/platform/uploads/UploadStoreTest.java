package io.soundforge.alchemy.platform.uploads;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadStoreTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final UploadStore store = new UploadStore(services.database());

    /** As an interval of years and months it would be some days more. */
    @Test
    void upload_isKeptForExactlyAsLongAsItWasSaid() {
        Duration kept = Duration.ofDays(365).plusMillis(1);

        Upload upload = await(services.database()
                .inTransaction(tx -> store.insert(tx, new NewUpload(OwnerId.LOCAL, 1, "", "song.wav", "{}", kept))));

        assertThat(Duration.between(upload.createdAt(), upload.expiresAt())).isEqualTo(kept);
    }

    @Test
    void onlyOneWrites_untilItsLeaseIsOver_andWhoLostItKeepsNothing() {
        UUID id = await(services.database()
                        .inTransaction(tx -> store.insert(
                                tx, new NewUpload(OwnerId.LOCAL, 9, "", "song.wav", "{}", Duration.ofHours(1)))))
                .id();
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        await(store.begin(id, one));
        await(store.keep(id, one, 3));
        assertCode(store.begin(id, other), ErrorCode.LOCKED);
        assertThat(leaseLeft(id)).isBetween(1L, UploadStore.LEASE.toMillis());

        execute("update uploads set writer_until = now() - interval '1 millisecond'");

        assertThat(await(store.begin(id, other)).received()).isEqualTo(3);
        assertCode(store.keep(id, one, 5), ErrorCode.CONFLICT);
        await(store.end(id, other, 9));
        assertThat(await(store.find(id)).orElseThrow().complete()).isTrue();
    }

    private static long leaseLeft(UUID id) {
        return await(services.database()
                        .pool()
                        .query(
                                "select (extract(epoch from writer_until - now()) * 1000)::bigint from uploads where id = '"
                                        + id + "'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static void assertCode(Future<?> answer, ErrorCode code) {
        assertThatThrownBy(() -> await(answer))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(code));
    }

    private static void execute(String sql) {
        await(services.database().pool().query(sql).execute());
    }
}

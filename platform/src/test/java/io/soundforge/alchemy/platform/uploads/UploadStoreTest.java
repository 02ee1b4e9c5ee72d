package io.soundforge.alchemy.platform.uploads;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.time.Duration;
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
}
